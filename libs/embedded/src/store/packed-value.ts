import { pack, unpack } from 'msgpackr';
import { compressSync, uncompressSync } from 'snappy';

/** Marks a compressed value; msgpack never begins an array with this byte, so values of older stores are told apart. */
const COMPRESSED = 0xc1;
/** Below this, compressing costs more than it saves. */
export const COMPRESSED_BYTES_MIN = 512;

/** A row as LMDB keeps it: msgpack, compressed with Snappy when that pays. */
export function packValue(row: readonly unknown[]): Buffer {
  const packed = pack(row);
  if (packed.length < COMPRESSED_BYTES_MIN) return packed;
  return Buffer.concat([Buffer.of(COMPRESSED), compressSync(packed)]);
}

export function unpackValue(value: Buffer): unknown {
  if (value[0] !== COMPRESSED) return unpack(value);
  return unpack(uncompressSync(value.subarray(1), { asBuffer: true }) as Buffer);
}

/** msgpackr writes a plain Uint8Array as an extension, a Buffer as bytes; this is a view, not a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
