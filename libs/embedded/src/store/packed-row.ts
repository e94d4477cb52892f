import type { StateRow } from '@sandan/pipeline';
import { asBuffer, packValue, unpackValue } from './packed-value';

/** What is known of a row without its state. */
export type RowHead = Omit<StateRow, 'key' | 'state'>;

/** Rows of older stores are one packed array: [seq, dueAt, tags, state]. None of them begins with `HEADED`. */
type UnheadedRow = [seq: number, dueAt: number | null, tags: string[] | null, state: Buffer];
type PackedBody = [tags: string[] | null, state: Buffer];

const HEADED = 0xc3;
const SEQ_AT = 1;
const DUE_AT = 9;
const TAGGED_AT = 17;
const BODY_AT = 18;
const NEVER = -1;

/** A row as LMDB keeps it: its head in fixed places, then its tags and its state, packed. */
export function packRow({ seq, dueAt = NEVER, tags, state }: StateRow): Buffer {
  const body = packValue([tags ?? null, asBuffer(state)] satisfies PackedBody);
  const bytes = Buffer.allocUnsafe(BODY_AT + body.length);
  bytes[0] = HEADED;
  bytes.writeDoubleLE(seq, SEQ_AT);
  bytes.writeDoubleLE(dueAt, DUE_AT);
  bytes[TAGGED_AT] = tags ? 1 : 0;
  bytes.set(body, BODY_AT);
  return bytes;
}

export function unpackRow(key: string, bytes: Buffer): StateRow {
  if (bytes[0] !== HEADED) return unheaded(key, bytes);
  const [tags, state] = unpackValue(bytes.subarray(BODY_AT)) as PackedBody;
  return { key, ...fixedHead(bytes), state, ...(tags && { tags }) };
}

/** The head of a row, looked up without its body; undefined for the few rows whose body holds tags, or all of the head. */
export function headOnly(bytes: Uint8Array): RowHead | undefined {
  if (bytes[0] !== HEADED || bytes[TAGGED_AT] !== 0) return undefined;
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
