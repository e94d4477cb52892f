import { pack, unpack } from 'msgpackr';
import { compressSync, uncompressSync } from 'snappy';
import type { StateRow } from '@sandan/pipeline';
import { asBuffer, COMPRESSED_BYTES_MIN, unpackValue } from './packed-value';

/** What is known of a row without its state. */
export type RowHead = Omit<StateRow, 'key' | 'state'>;

/** Rows of older stores are one packed array: [seq, dueAt, tags, state]. None of them begins with `HEADED`. */
type UnheadedRow = [seq: number, dueAt: number | null, tags: string[] | null, state: Buffer];

const HEADED = 0xc3;
const SEQ_AT = 1;
const DUE_AT = 9;
const FORM_AT = 17;
const BODY_AT = 18;
const NEVER = -1;

/** What stands behind the head: the state as it is, the state compressed, or its few tags and the state packed together. */
const PLAIN = 0;
const COMPRESSED = 1;
const TAGGED = 2;

/** A row as LMDB keeps it: its head in fixed places, then the rest. */
export function packRow({ seq, dueAt = NEVER, tags, state }: StateRow): Buffer {
  const form = tags ? TAGGED : state.byteLength < COMPRESSED_BYTES_MIN ? PLAIN : COMPRESSED;
  const body = tags ? pack([tags, asBuffer(state)]) : form === PLAIN ? state : compressSync(asBuffer(state));
  const bytes = Buffer.allocUnsafe(BODY_AT + body.byteLength);
  bytes[0] = HEADED;
  bytes.writeDoubleLE(seq, SEQ_AT);
  bytes.writeDoubleLE(dueAt, DUE_AT);
  bytes[FORM_AT] = form;
  bytes.set(body, BODY_AT);
  return bytes;
}

export function unpackRow(key: string, bytes: Buffer): StateRow {
  if (bytes[0] !== HEADED) return unheaded(key, bytes);
  const head = fixedHead(bytes);
  const body = bytes.subarray(BODY_AT);
  switch (bytes[FORM_AT]) {
    case PLAIN:
      return { key, ...head, state: body };
    case COMPRESSED:
      return { key, ...head, state: uncompressSync(body, { asBuffer: true }) as Buffer };
    default: {
      const [tags, state] = unpack(body) as [string[], Buffer];
      return { key, ...head, state, tags };
    }
  }
}

/** The head of a row, looked up without its body; undefined for the few rows whose body holds tags, or all of the head. */
export function headOnly(bytes: Uint8Array): RowHead | undefined {
  if (bytes[0] !== HEADED || bytes[FORM_AT] === TAGGED) return undefined;
  return fixedHead(Buffer.from(bytes.buffer, bytes.byteOffset, BODY_AT));
}

function fixedHead(bytes: Buffer): RowHead {
  const dueAt = bytes.readDoubleLE(DUE_AT);
  return dueAt === NEVER ? { seq: bytes.readDoubleLE(SEQ_AT) } : { seq: bytes.readDoubleLE(SEQ_AT), dueAt };
}

function unheaded(key: string, bytes: Buffer): StateRow {
  const [seq, dueAt, tags, state] = unpackValue(bytes) as UnheadedRow;
  return { key, seq, state, ...(dueAt !== null && { dueAt }), ...(tags && { tags }) };
}
