const LINE_FEED = 10;
/** UTF-8 bytes that one UTF-16 unit of a text may take. */
const BYTES_PER_UNIT_MAX = 3;
const FIRST_BYTES = 64 * 1024;

/** Pages of one lane are about as large as the one before: growing means copying. */
let lastSize = FIRST_BYTES;

/**
 * Texts one behind the other as UTF-8, then on the last line a JSON header that holds their sizes in bytes: each text is
 * encoded once, straight into its place, and nothing of it is escaped.
 */
export class TextPage {
  private bytes = Buffer.allocUnsafeSlow(lastSize + (lastSize >> 2));
  private size = 0;

  /** Appends a text; returns its bytes. */
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

  /** The page with its header; nothing may be added afterwards. */
  close(header: unknown): Uint8Array {
    this.add('\n');
    this.add(JSON.stringify(header));
    lastSize = Math.max(FIRST_BYTES, this.size);
    return this.bytes.subarray(0, this.size);
  }

  private grow(room: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.size + room));
    this.bytes.copy(larger, 0, 0, this.size);
    this.bytes = larger;
  }
}

/** Reads a page: its header, then text for text in the order in which they were added. */
export class TextPageReader<Header> {
  readonly header: Header;
  private readonly bytes: Buffer;
  private at = 0;

  constructor(page: Uint8Array) {
    this.bytes = Buffer.from(page.buffer, page.byteOffset, page.byteLength);
    // The header is JSON on one line, so whatever the texts hold, the last line feed is the one before it.
    const end = this.bytes.lastIndexOf(LINE_FEED);
    this.header = JSON.parse(this.bytes.toString('utf8', end + 1)) as Header;
  }

  text(size: number): string {
    const start = this.at;
    this.at += size;
    return this.bytes.toString('utf8', start, this.at);
  }

  /** A view into the page. */
  bytesOf(size: number): Buffer {
    const start = this.at;
    this.at += size;
    return this.bytes.subarray(start, this.at);
  }
}
