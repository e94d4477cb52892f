/** Smaller pieces are not worth keeping. */
const PIECE_BYTES_MIN = 16 * 1024;

/**
 * Pieces of memory that are used again. Memory off the heap counts for the garbage collection: with a new piece for every
 * page and every message it looked at the whole heap once a second.
 */
export class SpareMemory {
  private readonly spare: Buffer[] = [];
  private spareBytes = 0;

  /** `bytesMax`: as much is kept. */
  constructor(private readonly bytesMax: number) {}

  /** `size` bytes with anything in them; but for small ones at the start of a piece of their own. */
  take(size: number): Buffer {
    if (size < PIECE_BYTES_MIN) return Buffer.allocUnsafe(size);
    let best = -1;
    for (const [index, { length }] of this.spare.entries()) {
      if (length >= size && (best < 0 || length < this.spare[best]!.length)) best = index;
    }
    if (best < 0) return Buffer.allocUnsafeSlow(size);
    const [piece] = this.spare.splice(best, 1);
    this.spareBytes -= piece!.length;
    return piece!.subarray(0, size);
  }

  /** The piece in which these bytes lie: nobody reads it any more. */
  giveBack({ buffer }: Uint8Array): void {
    const { byteLength } = buffer;
    if (byteLength < PIECE_BYTES_MIN || this.spareBytes + byteLength > this.bytesMax) return;
    this.spare.push(Buffer.from(buffer as ArrayBuffer));
    this.spareBytes += byteLength;
  }
}
