import { closeSync, openSync, readSync } from 'node:fs';

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

/** Reads the pieces of one file, one after the other, into the same memory. */
export class FrameReader {
  private readonly fd: number;
  private memory: Buffer = Buffer.alloc(0);

  constructor(private readonly file: FrameFile) {
    this.fd = openSync(file.path, 'r');
  }

  /**
   * The frames of one piece, in the order in which they were set aside. Their texts are views: they hold until the next
   * piece is read.
   */
  *frames(piece: number): Generator<Frame> {
    const places = this.file.blocks[piece]!;
    let bytes = 0;
    for (let at = 1; at < places.length; at += 2) bytes += places[at]!;
    if (bytes > this.memory.length) this.memory = Buffer.allocUnsafeSlow(bytes + (bytes >> 2));
    for (let at = 0, start = 0; at < places.length; at += 2) {
      const end = start + places[at + 1]!;
      yield* blockFrames(this.read(places[at]!, this.memory.subarray(start, end)));
      start = end;
    }
  }

  close(): void {
    closeSync(this.fd);
  }

  private read(offset: number, block: Buffer): Buffer {
    for (let read = 0; read < block.length;) {
      const more = readSync(this.fd, block, read, block.length - read, offset + read);
      if (more === 0) throw new Error('what was set aside of the journal is gone');
      read += more;
    }
    return block;
  }
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
