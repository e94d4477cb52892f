import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { MemoryRoom, type StateRow } from '@sandan/pipeline';
import { compressSync, uncompressSync } from 'snappy';
import { asBuffer } from '../store/packed-value';
import { RowIndex, type RowPlace } from './row-index';
import { writeAll } from './write-all';

/** Rows are gathered to about this size before they are written. */
const WRITE_BYTES = 1024 * 1024;
/** The first row stands behind some bytes, because a position of 0 means "no row". */
const FIRST_POSITION = 8;

/**
 * A row: bytes of all of it, of its key and of its tags (JSON), its seq, its due time; then key, tags and state. The state of
 * what waits (has a due time) is compressed: it is written once more for the same parcel, and was an eighth of a busy file.
 */
const HEAD = { bytes: 0, key: 4, tags: 6, seq: 8, dueAt: 16, length: 24 } as const;
const NEVER = -1;

/** Bytes of a file of rows that are not what was written there: another one writes to it, or it was changed. */
export class RowFileError extends Error {
  constructor(path: string, position: number) {
    super(`${path} does not hold at ${position} what was written there`);
  }
}

/**
 * The saved states of a lane whose store is thrown away after a run: rows are only ever written behind the last one, and
 * the newest of a key counts. No page is read to write another, and none is mapped: memory and speed do not depend on how
 * many there are.
 */
export class RowFile {
  private readonly file: number;
  private readonly index = new RowIndex();
  private readonly gathered = Buffer.allocUnsafeSlow(WRITE_BYTES);
  private readonly room = new MemoryRoom();
  private gatheredBytes = 0;
  private end = FIRST_POSITION;
  private savedSeq = 0;

  constructor(private readonly path: string) {
    this.file = openSync(path, 'a+');
    if (fstatSync(this.file).size === 0) writeSync(this.file, Buffer.alloc(FIRST_POSITION));
    else this.readAll();
  }

  /** The entry up to which the states of all keys are saved. */
  get checkpointSeq(): number {
    return this.savedSeq;
  }

  save(rows: readonly StateRow[], checkpointSeq: number): void {
    for (const row of rows) this.saveOne(row);
    this.savedSeq = Math.max(this.savedSeq, checkpointSeq);
    // A row without a key keeps how far they go.
    this.add({ key: '', seq: this.savedSeq, state: NOTHING });
    this.write();
  }

  get(key: string): StateRow | undefined {
    const { row } = this.look(key);
    return row && unpackRow(row);
  }

  /** The newest row of every key, in no order. */
  *rows(): Iterable<StateRow> {
    for (const place of this.index.places()) yield unpackRow(this.read(place));
  }

  close(): void {
    closeSync(this.file);
  }

  private saveOne(row: StateRow): void {
    const { slot, row: old } = this.look(row.key, HEAD.length + Buffer.byteLength(row.key));
    if (old && old.readDoubleLE(HEAD.seq) >= row.seq) return;
    this.index.fill(slot, row.key, this.add(row));
  }

  /** `bytesMax`: as much of the row is read as is asked for; at least its head and its key. */
  private look(key: string, bytesMax = Infinity): { slot: number; row: Buffer | undefined } {
    let found: Buffer | undefined;
    const slot = this.index.slotOf(key, ({ position, bytes }) => {
      const row = this.read({ position, bytes: Math.min(bytes, bytesMax) });
      // Another key's row may stand there, whose hash is the same; but a row.
      if (row.readUInt32LE(HEAD.bytes) !== bytes) throw new RowFileError(this.path, position);
      const isIts = isOf(row, key);
      if (isIts) found = row;
      return isIts;
    });
    return { slot, row: found };
  }

  private add({ key, seq, dueAt = NEVER, tags, state: plain }: StateRow): RowPlace {
    const state = dueAt === NEVER ? plain : compressSync(asBuffer(plain));
    const tagText = tags === undefined ? '' : JSON.stringify(tags);
    const [keyBytes, tagBytes] = [Buffer.byteLength(key), Buffer.byteLength(tagText)];
    const bytes = HEAD.length + keyBytes + tagBytes + state.byteLength;
    const row = this.roomFor(bytes);
    row.writeUInt32LE(bytes, HEAD.bytes);
    row.writeUInt16LE(keyBytes, HEAD.key);
    row.writeUInt16LE(tagBytes, HEAD.tags);
    row.writeDoubleLE(seq, HEAD.seq);
    row.writeDoubleLE(dueAt, HEAD.dueAt);
    row.write(key, HEAD.length, 'utf8');
    row.write(tagText, HEAD.length + keyBytes, 'utf8');
    row.set(state, HEAD.length + keyBytes + tagBytes);
    const place = { position: this.end, bytes };
    this.end += bytes;
    // One that was too large to be gathered is written by itself.
    if (row.buffer !== this.gathered.buffer) writeAll(this.file, row);
    return place;
  }

  private roomFor(bytes: number): Buffer {
    if (this.gatheredBytes + bytes > WRITE_BYTES) this.write();
    if (bytes > WRITE_BYTES) return Buffer.allocUnsafeSlow(bytes);
    const room = this.gathered.subarray(this.gatheredBytes, this.gatheredBytes + bytes);
    this.gatheredBytes += bytes;
    return room;
  }

  private write(): void {
    writeAll(this.file, this.gathered.subarray(0, this.gatheredBytes));
    this.gatheredBytes = 0;
  }

  private read({ position, bytes }: RowPlace): Buffer {
    const written = this.end - this.gatheredBytes;
    // Within a save, what it has gathered may be asked for.
    if (position >= written) return this.gathered.subarray(position - written, position - written + bytes);
    const row = this.room.take(bytes);
    readSync(this.file, row, 0, bytes, position);
    return row;
  }

  /** Every row of a file that was closed. */
  private readAll(): void {
    this.end = fstatSync(this.file).size;
    for (let position = FIRST_POSITION; position < this.end;) {
      const head = this.read({ position, bytes: HEAD.length });
      const place = { position, bytes: head.readUInt32LE(HEAD.bytes) };
      const key = keyOf(this.read(place));
      if (key === '') this.savedSeq = head.readDoubleLE(HEAD.seq);
      else this.index.fill(this.look(key).slot, key, place);
      position += place.bytes;
    }
  }
}

/** Of a row that was read in part, the key may be cut. */
function isOf(row: Buffer, key: string): boolean {
  return row.readUInt16LE(HEAD.key) === Buffer.byteLength(key) && keyOf(row) === key;
}

function keyOf(row: Buffer): string {
  return row.toString('utf8', HEAD.length, HEAD.length + row.readUInt16LE(HEAD.key));
}

function unpackRow(row: Buffer): StateRow {
  const keyEnd = HEAD.length + row.readUInt16LE(HEAD.key);
  const tagsEnd = keyEnd + row.readUInt16LE(HEAD.tags);
  const dueAt = row.readDoubleLE(HEAD.dueAt);
  const state = row.subarray(tagsEnd);
  return {
    key: keyOf(row),
    seq: row.readDoubleLE(HEAD.seq),
    state: dueAt === NEVER ? state : (uncompressSync(state, { asBuffer: true }) as Buffer),
    ...(dueAt !== NEVER && { dueAt }),
    ...(tagsEnd > keyEnd && { tags: JSON.parse(row.toString('utf8', keyEnd, tagsEnd)) as string[] }),
  };
}

const NOTHING = new Uint8Array(0);
