const LINE_FEED = 10;

interface Block {
  bytes: Buffer;
  /** Of its bytes: how many hold something, and how many of those were taken. */
  filled: number;
  taken: number;
  /** Pieces that were taken and not given back. */
  out: number;
}

/**
 * A stream of bytes cut into whole lines, in memory that all threads see and that is used again: a block goes to several
 * threads without a copy, and the garbage collection of none of them counts it.
 */
export class LineBlocks {
  private readonly spare: Buffer[] = [];
  private readonly used = new Map<ArrayBufferLike, Block>();
  private current: Block;

  /** A longer line gets a block of its own size. */
  constructor(private readonly blockBytes: number) {
    this.current = this.block(blockBytes);
  }

  get isFull(): boolean {
    return this.current.filled === this.current.bytes.length;
  }

  /** Where the next bytes of the stream go; never empty. */
  room(): Buffer {
    if (this.isFull) this.startNext();
    const { bytes, filled } = this.current;
    return bytes.subarray(filled);
  }

  /** So many bytes were put where `room` said. */
  came(bytes: number): void {
    this.current.filled += bytes;
  }

  /** The whole lines that came; undefined when there are none. */
  take(): Buffer | undefined {
    const { current } = this;
    const { bytes, taken, filled } = current;
    const end = taken + bytes.subarray(taken, filled).lastIndexOf(LINE_FEED) + 1;
    if (end === taken) return undefined;
    current.taken = end;
    current.out++;
    return bytes.subarray(taken, end);
  }

  /** Lines that nobody reads any more. */
  giveBack({ buffer }: Uint8Array): void {
    const block = this.used.get(buffer)!;
    block.out--;
    this.retire(block);
  }

  /** What was not taken, the beginning of a line, begins the next block. */
  private startNext(): void {
    const before = this.current;
    const rest = before.bytes.subarray(before.taken);
    this.current = this.block(rest.length * 2);
    this.current.filled = rest.copy(this.current.bytes);
    this.retire(before);
  }

  private retire(block: Block): void {
    if (block === this.current || block.out > 0) return;
    this.used.delete(block.bytes.buffer);
    if (block.bytes.length === this.blockBytes) this.spare.push(block.bytes);
  }

  private block(bytesMin: number): Block {
    const bytes = Math.max(this.blockBytes, bytesMin);
    const spare = bytes === this.blockBytes ? this.spare.pop() : undefined;
    const block = { bytes: spare ?? Buffer.from(new SharedArrayBuffer(bytes)), filled: 0, taken: 0, out: 0 };
    this.used.set(block.bytes.buffer, block);
    return block;
  }
}
