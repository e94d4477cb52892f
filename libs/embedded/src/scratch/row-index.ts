import { textHash } from '@sandan/pipeline';

/** Slots at first; a power of two, so that a slot is cut out of a hash by a mask. */
const FIRST_SLOTS = 1 << 16;
/** Fuller than this part, a table is searched too long. */
const FILLED_MAX = 0.6;

/** Where a row stands in its file: a position of 0 marks an empty slot. */
export interface RowPlace {
  position: number;
  bytes: number;
}

/**
 * Where the newest row of each key stands, in 16 bytes a key off the heap: a table of open addressing by the hash of the
 * key. Two keys may share a hash, so the row itself says whose it is.
 */
export class RowIndex {
  private hashes = new Uint32Array(FIRST_SLOTS);
  private sizes = new Uint32Array(FIRST_SLOTS);
  private positions = new Float64Array(FIRST_SLOTS);
  private filled = 0;

  /** The slot of a key, filled or not, until the next `fill`; `isIts` looks whether the row at a place is the key's. */
  slotOf(key: string, isIts: (place: RowPlace) => boolean): number {
    const hash = textHash(key) >>> 0;
    const mask = this.hashes.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      if (this.positions[slot] === 0) return slot;
      if (this.hashes[slot] === hash && isIts(this.at(slot))) return slot;
    }
  }

  placeIn(slot: number): RowPlace | undefined {
    return this.positions[slot] === 0 ? undefined : this.at(slot);
  }

  fill(slot: number, key: string, place: RowPlace): void {
    if (this.positions[slot] === 0) this.filled++;
    this.put(slot, textHash(key) >>> 0, place);
    if (this.filled > this.hashes.length * FILLED_MAX) this.grow();
  }

  *places(): Iterable<RowPlace> {
    for (let slot = 0; slot < this.positions.length; slot++) if (this.positions[slot] !== 0) yield this.at(slot);
  }

  private at(slot: number): RowPlace {
    return { position: this.positions[slot]!, bytes: this.sizes[slot]! };
  }

  private put(slot: number, hash: number, { position, bytes }: RowPlace): void {
    this.hashes[slot] = hash;
    this.sizes[slot] = bytes;
    this.positions[slot] = position;
  }

  private grow(): void {
    const { hashes, sizes, positions } = this;
    const slots = hashes.length * 2;
    this.hashes = new Uint32Array(slots);
    this.sizes = new Uint32Array(slots);
    this.positions = new Float64Array(slots);
    for (const [old, position] of positions.entries()) {
      if (position === 0) continue;
      const hash = hashes[old]!;
      let slot = hash & (slots - 1);
      while (this.positions[slot] !== 0) slot = (slot + 1) & (slots - 1);
      this.put(slot, hash, { position, bytes: sizes[old]! });
    }
  }
}
