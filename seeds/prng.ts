const GOLDEN = 0x9e3779b9;
const TWO_TO_32 = 0x1_0000_0000;

/** A 32-bit finaliser (the one of MurmurHash3): every input bit reaches every output bit. */
export function mix32(value: number): number {
  let word = value | 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

/**
 * xoshiro128** over 32-bit words: integer arithmetic only, so the same seed gives the same numbers on every platform.
 * Not for secrets.
 */
export class Prng {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  constructor(seed: number, stream = 0) {
    this.reseed(seed, stream);
  }

  /** Starts again at `(seed, stream)`: one generator serves many parcels, each with its own stream. */
  reseed(seed: number, stream = 0): void {
    // splitmix32 spreads the two words over the state; GOLDEN keeps the state from being all zero
    let word = mix32(seed) ^ mix32(stream + GOLDEN);
    const next = (): number => mix32((word = (word + GOLDEN) | 0));
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next() | 1;
  }

  /** 0 .. 2^32 - 1. */
  word(): number {
    const scrambled = Math.imul(this.b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result >>> 0;
  }

  /** 0 .. 1, never 1. */
  fraction(): number {
    return this.word() / TWO_TO_32;
  }

  /** 0 .. n - 1, for n up to 2^21. */
  int(n: number): number {
    return Math.floor((this.word() * n) / TWO_TO_32);
  }

  /** min .. max, both included. */
  between(min: number, max: number): number {
    return min + this.int(max - min + 1);
  }

  /** 0 .. n - 1, the low numbers more often: the popular ones come first. */
  skewed(n: number): number {
    const share = this.fraction();
    return Math.floor(share * share * n);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    if (choices.length === 0) throw new RangeError('nothing to pick from');
    return choices[this.int(choices.length)] as T;
  }

  shuffle<T>(items: T[]): T[] {
    for (let last = items.length - 1; last > 0; last -= 1) {
      const other = this.int(last + 1);
      const moved = items[last] as T;
      items[last] = items[other] as T;
      items[other] = moved;
    }
    return items;
  }
}
