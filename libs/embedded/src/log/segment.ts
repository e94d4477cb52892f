import type { InboundRecord, OutboundRecord } from '@sandan/pipeline';

/** timestamp (8), length of key, of value, of headers (4 each). */
const HEADER_BYTES = 20;
const ABSENT = 0xffffffff;

type Piece = Uint8Array | string;

function byteLength(piece: Piece): number {
  return typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length;
}

function write(piece: Piece, target: Buffer, at: number): number {
  if (typeof piece === 'string') return at + target.write(piece, at);
  target.set(piece, at);
  return at + piece.length;
}

/** Bytes that a record takes in a segment, headers left aside. */
export function packedBytes(record: OutboundRecord): number {
  return HEADER_BYTES + (record.key === null ? 0 : byteLength(record.key)) + byteLength(record.value);
}

/**
 * Packs consecutive records of one partition into one stored value: the number of records (4 bytes), then for each its
 * timestamp, the three lengths, key, value and headers (JSON). Offsets are not stored, they count up from the key's.
 */
export function packSegment(records: readonly OutboundRecord[]): Buffer {
  const headers = records.map((record) => (record.headers ? JSON.stringify(record.headers) : undefined));
  let size = 4;
  records.forEach((record, index) => (size += packedBytes(record) + byteLength(headers[index] ?? '')));
  const packed = Buffer.allocUnsafe(size);
  let at = packed.writeUInt32LE(records.length, 0);
  records.forEach((record, index) => {
    const header = headers[index];
    at = packed.writeDoubleLE(record.timestamp, at);
    at = packed.writeUInt32LE(record.key === null ? ABSENT : byteLength(record.key), at);
    at = packed.writeUInt32LE(byteLength(record.value), at);
    at = packed.writeUInt32LE(header === undefined ? ABSENT : byteLength(header), at);
    if (record.key !== null) at = write(record.key, packed, at);
    at = write(record.value, packed, at);
    if (header !== undefined) at = write(header, packed, at);
  });
  return packed;
}

export function segmentLength(packed: Buffer): number {
  return packed.readUInt32LE(0);
}

/** The records of a segment whose first offset is `base`, without those before `from`. They share the segment's bytes. */
export function unpackSegment(
  packed: Buffer,
  place: { topic: string; partition: number; base: bigint },
  from: bigint,
): InboundRecord[] {
  const records: InboundRecord[] = [];
  const count = segmentLength(packed);
  let at = 4;
  for (let index = 0; index < count; index++) {
    const keyBytes = packed.readUInt32LE(at + 8);
    const valueBytes = packed.readUInt32LE(at + 12);
    const headerBytes = packed.readUInt32LE(at + 16);
    const keyAt = at + HEADER_BYTES;
    const valueAt = keyAt + (keyBytes === ABSENT ? 0 : keyBytes);
    const headersAt = valueAt + valueBytes;
    const end = headersAt + (headerBytes === ABSENT ? 0 : headerBytes);
    const offset = place.base + BigInt(index);
    if (offset >= from) {
      records.push({
        topic: place.topic,
        partition: place.partition,
        offset,
        key: keyBytes === ABSENT ? null : packed.subarray(keyAt, valueAt),
        value: packed.subarray(valueAt, headersAt),
        timestamp: packed.readDoubleLE(at),
        ...(headerBytes !== ABSENT && {
          headers: JSON.parse(packed.toString('utf8', headersAt, end)) as Record<string, string>,
        }),
      });
    }
    at = end;
  }
  return records;
}
