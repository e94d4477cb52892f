const PIECE_BYTES = 128 * 1024;

/**
 * Memory for bytes that live about as long as each other, cut out of larger pieces: a piece is held by whatever of it is held.
 * What Node cuts small buffers out of is 8 KiB, four documents long, and a piece costs the same whatever its size.
 */
export class MemoryRoom {
  private rest: Buffer = Buffer.alloc(0);

  /** `size` bytes with anything in them. */
  take(size: number): Buffer {
    if (this.rest.length < size) this.rest = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, size));
    const taken = this.rest.subarray(0, size);
    this.rest = this.rest.subarray(size);
    return taken;
  }
}
