/** A text that stays the bytes it came as, off the heap, until somebody asks for its characters. */
export class Utf8Text {
  constructor(readonly bytes: Uint8Array) {}

  get byteLength(): number {
    return this.bytes.byteLength;
  }

  toString(): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString('utf8');
  }

  toJSON(): string {
    return this.toString();
  }
}

/** What a writer of UTF-8 takes of a text: bytes where there are some. */
export function writable(text: string | Utf8Text | { toString(): string }): string | Uint8Array {
  return text instanceof Utf8Text ? text.bytes : String(text);
}
