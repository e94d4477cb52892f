/** UTF-8 bytes that one UTF-16 unit of a text may take. */
const BYTES_PER_UNIT_MAX = 3;
const LINE_FEED = 10;

/** Texts and bytes one behind the other in a buffer that grows: each is encoded or copied once, straight into its place. */
export class Utf8Writer {
  private bytes: Buffer;
  private size = 0;

  constructor(firstBytes: number) {
    this.bytes = Buffer.allocUnsafeSlow(firstBytes);
  }

  get length(): number {
    return this.size;
  }

  /** Returns the bytes added. */
  add(text: string | Uint8Array): number {
    const room = typeof text === 'string' ? text.length * BYTES_PER_UNIT_MAX : text.byteLength;
    if (this.size + room > this.bytes.length) this.grow(room);
    const start = this.size;
    if (typeof text === 'string') this.size += this.bytes.write(text, start, 'utf8');
    else {
      this.bytes.set(text, start);
      this.size += text.byteLength;
    }
    return this.size - start;
  }

  addLineFeed(): void {
    if (this.size === this.bytes.length) this.grow(1);
    this.bytes[this.size++] = LINE_FEED;
  }

  /** All that was added, without a copy: overwritten by what is added after `clear`. */
  view(): Buffer {
    return this.bytes.subarray(0, this.size);
  }

  clear(): void {
    this.size = 0;
  }

  private grow(room: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.size + room));
    this.bytes.copy(larger, 0, 0, this.size);
    this.bytes = larger;
  }
}
