import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ABSENT, BLOCK_HEADER_BYTES, type Frame, type FrameFile, SIZES_BYTES } from './frames';

/** Values and texts of a block; there is one in memory for each piece. */
const BLOCK_VALUE_BYTES = 3 * 1024;
const BLOCK_TEXT_BYTES = 8 * 1024;
const BLOCK_FRAMES_MAX = 64;
const [OPENING, COMMA, CLOSING] = Buffer.from('[,]') as unknown as [number, number, number];
const NOTHING = Buffer.alloc(0);

/** The block of a piece that is being filled. */
interface Block {
  frames: number;
  /** A list of values as JSON, not yet closed. */
  values: Buffer;
  valueBytes: number;
  sizes: Uint32Array;
  texts: Buffer;
  textBytes: number;
  /** Where its piece lies so far: offset and length in turn. */
  places: number[];
}

/**
 * Frames sorted into pieces by the hash of a key, so that everything of one key is in one piece and a journal of any
 * length is looked at piece by piece. All lie in one file, block by block. It is deleted by `close`.
 */
export class Partitions {
  private readonly folder: string;
  private readonly path: string;
  private readonly fd: number;
  private readonly blocks: Block[];
  private bytes = 0;

  constructor(
    readonly count: number,
    parent = tmpdir(),
  ) {
    this.folder = mkdtempSync(join(parent, 'sandan-audit-'));
    this.path = join(this.folder, 'frames');
    this.fd = openSync(this.path, 'w');
    this.blocks = Array.from({ length: count }, () => ({
      frames: 0,
      values: Buffer.allocUnsafeSlow(BLOCK_VALUE_BYTES),
      valueBytes: 0,
      sizes: new Uint32Array((BLOCK_FRAMES_MAX * SIZES_BYTES) / 4),
      texts: NOTHING,
      textBytes: 0,
      places: [],
    }));
  }

  add(key: string, { value, document, clearance }: Frame): void {
    const block = this.blocks[hashOf(key) % this.count]!;
    const json = JSON.stringify(value);
    this.makeRoom(block, json.length * 3 + 2, (document?.length ?? 0) + (clearance?.length ?? 0));
    const at = block.frames * 2;
    block.values[block.valueBytes] = block.frames === 0 ? OPENING : COMMA;
    block.valueBytes += 1 + block.values.write(json, block.valueBytes + 1);
    block.sizes[at] = document?.length ?? ABSENT;
    block.sizes[at + 1] = clearance?.length ?? ABSENT;
    if (document) block.textBytes += document.copy(block.texts, block.textBytes);
    if (clearance) block.textBytes += clearance.copy(block.texts, block.textBytes);
    block.frames++;
  }

  /** Writes what is left in memory; nothing more may be added. */
  finish(): FrameFile {
    for (const block of this.blocks) {
      this.write(block);
      block.values = block.texts = NOTHING;
    }
    return { path: this.path, blocks: this.blocks.map(({ places }) => places) };
  }

  close(): void {
    closeSync(this.fd);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes the block when what comes, bytes at most, has no place in it; one byte is for the end of the list. */
  private makeRoom(block: Block, valueBytes: number, textBytes: number): void {
    const isFull =
      block.valueBytes + valueBytes >= block.values.length || block.textBytes + textBytes > block.texts.length;
    if (isFull || block.frames === BLOCK_FRAMES_MAX) this.write(block);
    if (valueBytes >= block.values.length) block.values = Buffer.allocUnsafeSlow(valueBytes + 1);
    if (textBytes > block.texts.length) block.texts = Buffer.allocUnsafeSlow(Math.max(textBytes, BLOCK_TEXT_BYTES));
  }

  private write(block: Block): void {
    const { frames, values, sizes, texts, textBytes, places } = block;
    if (frames === 0) return;
    values[block.valueBytes++] = CLOSING;
    const header = Buffer.allocUnsafe(BLOCK_HEADER_BYTES);
    header.writeUInt32LE(frames, 0);
    header.writeUInt32LE(block.valueBytes, 4);
    const sizeBytes = Buffer.from(sizes.buffer, 0, frames * SIZES_BYTES);
    const parts = [header, sizeBytes, values.subarray(0, block.valueBytes), texts.subarray(0, textBytes)];
    const whole = Buffer.concat(parts);
    for (let at = 0; at < whole.length;) at += writeSync(this.fd, whole, at);
    places.push(this.bytes, whole.length);
    this.bytes += whole.length;
    block.frames = block.valueBytes = block.textBytes = 0;
  }
}

/** FNV-1a. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
