import { readSync } from 'node:fs';

/** What is known of one number at one place: a small value, and the long texts beside it as they are. */
export interface Frame {
  value: unknown;
  document?: Buffer | undefined;
  clearance?: Buffer | undefined;
}

/** Where the frames lie that were set aside; plain data, which may go to another thread. */
export interface FrameFile {
  path: string;
  /** Of each piece, the places of its blocks: offset and length in turn, bytes. */
  blocks: readonly (readonly number[])[];
}

/** Stands for a text that a frame does not have. */
export const ABSENT = 0xffffffff;
/** Before a block: its frames and bytes of its values. Then two sizes of texts for each frame, the values, the texts. */
export const BLOCK_HEADER_BYTES = 8;
export const SIZES_BYTES = 8;

/** The frames of one piece, in the order in which they were set aside; `fd` is the opened file. */
export function* readFrames(fd: number, { blocks }: FrameFile, piece: number): Generator<Frame> {
  const places = blocks[piece]!;
  for (let at = 0; at < places.length; at += 2) yield* blockFrames(readBlock(fd, places[at]!, places[at + 1]!));
}

function* blockFrames(bytes: Buffer): Generator<Frame> {
  const count = bytes.readUInt32LE(0);
  const valuesAt = BLOCK_HEADER_BYTES + count * SIZES_BYTES;
  let text = valuesAt + bytes.readUInt32LE(4);
  // One text of JSON for many frames: the calls would cost more than the parsing.
  const values = JSON.parse(bytes.toString('utf8', valuesAt, text)) as unknown[];
  const take = (size: number) => (size === ABSENT ? undefined : bytes.subarray(text, (text += size)));
  for (let frame = 0, sizes = BLOCK_HEADER_BYTES; frame < count; frame++, sizes += SIZES_BYTES) {
    const document = take(bytes.readUInt32LE(sizes));
    yield { value: values[frame], document, clearance: take(bytes.readUInt32LE(sizes + 4)) };
  }
}

function readBlock(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let read = 0;
  while (read < length) {
    const more = readSync(fd, bytes, read, length - read, offset + read);
    if (more === 0) throw new Error('what was set aside of the journal is gone');
    read += more;
  }
  return bytes;
}
