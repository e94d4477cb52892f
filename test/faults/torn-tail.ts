import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

const MAGIC = 0xbeefc0de;
/** From the magic number of a meta page: its page size, the last page in use, and the transaction that wrote it. */
const PAGE_SIZE_AT = 24;
const LAST_PAGE_AT = 120;
const TRANSACTION_AT = 128;
/** Between the start of a meta page and its magic number, at most. */
const PAGE_HEADER_BYTES_MAX = 32;
const GARBAGE = 0xa5;

/**
 * Leaves an LMDB file as a power cut may leave it in the middle of a commit: everything after the last page that the
 * newest commit uses is garbage, and half a page too much of it. Returns how many bytes were torn.
 */
export function tearTail(file: string): number {
  const handle = openSync(file, 'r+');
  try {
    const { pageSize, lastPage } = newestMeta(handle);
    const from = (lastPage + 1) * pageSize;
    const end = Math.max(fstatSync(handle).size, from) + Math.floor(pageSize / 2);
    writeSync(handle, Buffer.alloc(end - from, GARBAGE), 0, end - from, from);
    return end - from;
  } finally {
    closeSync(handle);
  }
}

interface Meta {
  pageSize: number;
  lastPage: number;
  transaction: bigint;
}

function newestMeta(handle: number): Meta {
  const first = metaAt(handle, 0);
  const second = metaAt(handle, first.pageSize);
  return second.transaction > first.transaction ? second : first;
}

function metaAt(handle: number, position: number): Meta {
  const bytes = Buffer.alloc(PAGE_HEADER_BYTES_MAX + TRANSACTION_AT + 8);
  readSync(handle, bytes, 0, bytes.length, position);
  const magicAt = [0, 4, 8, 12, 16, 20, 24, 28, 32].find((at) => bytes.readUInt32LE(at) === MAGIC);
  if (magicAt === undefined) throw new Error(`no meta page of LMDB at ${position}`);
  return {
    pageSize: bytes.readUInt32LE(magicAt + PAGE_SIZE_AT),
    lastPage: Number(bytes.readBigUInt64LE(magicAt + LAST_PAGE_AT)),
    transaction: bytes.readBigUInt64LE(magicAt + TRANSACTION_AT),
  };
}
