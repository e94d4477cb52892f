import { SpareMemory } from './spare-memory';

/** UTF-8 bytes that one UTF-16 unit of a text may take. */
const BYTES_PER_UNIT_MAX = 3;
const LINE_FEED = 10;
const FIRST_BYTES = 64 * 1024;
/** One that has grown larger is not kept. */
const KEPT_BYTES_MAX = 4 * 1024 * 1024;

/** Of pages that were taken. */
const PAGE_MEMORY = new SpareMemory(32 * 1024 * 1024);

/** Borrowed by nobody. */
const idle: Utf8Writer[] = [];

/** Texts and bytes one behind the other in a buffer that grows: each is encoded or copied once, straight into its place. */
export class Utf8Writer {
  private bytes: Buffer;
  private size = 0;

  /** `memory`: where its bytes lie, for those who need it of a kind. */
  constructor(
    firstBytes: number,
    private readonly memory: (bytes: number) => Buffer = Buffer.allocUnsafeSlow,
  ) {
    this.bytes = memory(firstBytes);
  }

  /** One for a page that ends with `take`: nobody pays for its growing again. */
  static borrow(): Utf8Writer {
    return idle.pop() ?? new Utf8Writer(FIRST_BYTES);
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

  /** All that was added, in memory that nobody writes to, and the borrowed writer goes back. */
  take(): Buffer {
    const taken = PAGE_MEMORY.take(this.size);
    this.bytes.copy(taken, 0, 0, this.size);
    this.clear();
    if (this.bytes.length <= KEPT_BYTES_MAX) idle.push(this);
    return taken;
  }

  clear(): void {
    this.size = 0;
  }

  private grow(room: number): void {
    const larger = this.memory(Math.max(this.bytes.length * 2, this.size + room));
    this.bytes.copy(larger, 0, 0, this.size);
    this.bytes = larger;
  }
}

/** Memory of a page that was taken, or of a view into it, may be used for the next one. */
export function giveBackPage(page: Uint8Array): void {
  PAGE_MEMORY.giveBack(page);
}
