/** Smaller pieces are not worth keeping. */
const PIECE_BYTES_MIN = 16 * 1024;

/**
 * Pieces of memory that are used again. Memory off the heap counts for the garbage collection: with a new piece for every
 * page and every message it looked at the whole heap once a second.
 */
export class SpareMemory {
  /** The smallest first. */
  private readonly spare: Buffer[] = [];
  private spareBytes = 0;

  /** `bytesMax`: as much is kept. */
  constructor(private readonly bytesMax: number) {}

  /** `size` bytes with anything in them, at the start of a piece of their own: what Node shares would come back as a piece. */
  take(size: number): Buffer {
    if (size < PIECE_BYTES_MIN) return Buffer.allocUnsafeSlow(size);
    const best = this.spare.findIndex(({ length }) => length >= size);
    return best < 0 ? Buffer.allocUnsafeSlow(size) : this.remove(best).subarray(0, size);
  }

  /** The piece in which these bytes of `take` lie: nobody reads it any more. The largest are kept, they serve every size. */
  giveBack({ buffer }: Uint8Array): void {
    const { byteLength } = buffer;
    if (byteLength < PIECE_BYTES_MIN || byteLength > this.bytesMax) return;
    while (this.spareBytes + byteLength > this.bytesMax) {
      if (this.spare[0]!.length >= byteLength) return;
      this.remove(0);
    }
    const larger = this.spare.findIndex(({ length }) => length > byteLength);
    this.spare.splice(larger < 0 ? this.spare.length : larger, 0, Buffer.from(buffer as ArrayBuffer));
    this.spareBytes += byteLength;
  }

  private remove(index: number): Buffer {
    const [piece] = this.spare.splice(index, 1);
    this.spareBytes -= piece!.length;
    return piece!;
  }
}
