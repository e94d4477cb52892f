import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BUFFER_BYTES = 32 * 1024;
/** Header of a frame: bytes of the JSON, of the document and of the decision. */
const LENGTH_BYTES = 12;
const ABSENT = 0xffffffff;

/** What is known of one number at one place: a small value, and the long texts beside it as they are. */
export interface Frame {
  value: unknown;
  document?: Buffer | undefined;
  clearance?: Buffer | undefined;
}

/**
 * Frames sorted by the hash of a key into files, so that everything of one key is in one file and a journal of any
 * length is looked at piece by piece: memory holds one file at a time. The folder is deleted by `close`.
 */
export class Partitions {
  private readonly folder: string;
  private readonly files: { fd: number; buffer: Buffer; size: number }[];

  constructor(
    readonly count: number,
    parent = tmpdir(),
  ) {
    this.folder = mkdtempSync(join(parent, 'sandan-audit-'));
    this.files = Array.from({ length: count }, (_, index) => ({
      fd: openSync(this.path(index), 'w'),
      buffer: Buffer.allocUnsafe(BUFFER_BYTES),
      size: 0,
    }));
  }

  add(key: string, { value, document, clearance }: Frame): void {
    const file = this.files[hashOf(key) % this.count]!;
    const json = JSON.stringify(value);
    const most = LENGTH_BYTES + json.length * 3 + (document?.length ?? 0) + (clearance?.length ?? 0);
    if (file.size + most > file.buffer.length) {
      flush(file);
      if (most > file.buffer.length) file.buffer = Buffer.allocUnsafe(most);
    }
    const { buffer } = file;
    const start = file.size;
    const written = buffer.write(json, start + LENGTH_BYTES);
    let at = buffer.writeUInt32LE(written, start);
    at = buffer.writeUInt32LE(document?.length ?? ABSENT, at);
    at = buffer.writeUInt32LE(clearance?.length ?? ABSENT, at) + written;
    if (document) at += document.copy(buffer, at);
    if (clearance) at += clearance.copy(buffer, at);
    file.size = at;
  }

  /** The frames of one file, in the order in which they were added. */
  *frames(index: number): Generator<Frame> {
    flush(this.files[index]!);
    const bytes = readFileSync(this.path(index));
    for (let at = 0; at < bytes.length;) {
      const [json, document, clearance] = [0, 4, 8].map((offset) => bytes.readUInt32LE(at + offset)) as Lengths;
      at += LENGTH_BYTES;
      const take = (length: number) => (length === ABSENT ? undefined : bytes.subarray(at, (at += length)));
      const value: unknown = JSON.parse(take(json)!.toString('utf8'));
      yield { value, document: take(document), clearance: take(clearance) };
    }
  }

  close(): void {
    for (const { fd } of this.files) closeSync(fd);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private path(index: number): string {
    return join(this.folder, `${index}.frames`);
  }
}

type Lengths = [json: number, document: number, clearance: number];

function flush(file: { fd: number; buffer: Buffer; size: number }): void {
  if (file.size > 0) writeSync(file.fd, file.buffer, 0, file.size);
  file.size = 0;
}

/** FNV-1a. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
