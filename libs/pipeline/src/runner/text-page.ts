import { Utf8Writer } from './utf8-writer';

const LINE_FEED = 10;

/**
 * Texts one behind the other as UTF-8, then on the last line a JSON header that holds their sizes in bytes: nothing of
 * them is escaped.
 */
export class TextPage {
  private readonly writer = Utf8Writer.borrow();

  /** Appends a text; returns its bytes. */
  add(text: string | Uint8Array): number {
    return this.writer.add(text);
  }

  /** The page with its header; nothing may be added afterwards. */
  close(header: unknown): Uint8Array {
    this.writer.addLineFeed();
    this.writer.add(JSON.stringify(header));
    return this.writer.take();
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
    return this.bytesOf(size).toString('utf8');
  }

  /** A view into the page. */
  bytesOf(size: number): Buffer {
    const start = this.at;
    this.at += size;
    return this.bytes.subarray(start, this.at);
  }
}
