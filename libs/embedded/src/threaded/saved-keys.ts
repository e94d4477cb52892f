import { textHash } from '@sandan/pipeline';

/** 2^26 bits: with 4 million keys, one question in a hundred is answered "perhaps" for nothing. */
const BITS_LOG2 = 26;
const WORDS = 1 << (BITS_LOG2 - 5);
const MASK = (1 << BITS_LOG2) - 1;
const PROBES = 3;

/**
 * Which keys were ever saved, as a Bloom filter in 8 MiB: most keys of a day are new, and to ask a store for what it
 * cannot have costs as much as to decide a rule. "No" is certain, "perhaps" is not.
 */
export class SavedKeys {
  private readonly bits = new Uint32Array(WORDS);

  add(key: string): void {
    let bit = textHash(key);
    const step = textHash(key, SECOND_BASIS) | 1;
    for (let probe = 0; probe < PROBES; probe++, bit += step) {
      const at = bit & MASK;
      this.bits[at >>> 5]! |= 1 << (at & 31);
    }
  }

  mayHave(key: string): boolean {
    let bit = textHash(key);
    const step = textHash(key, SECOND_BASIS) | 1;
    for (let probe = 0; probe < PROBES; probe++, bit += step) {
      const at = bit & MASK;
      if ((this.bits[at >>> 5]! & (1 << (at & 31))) === 0) return false;
    }
    return true;
  }
}

const SECOND_BASIS = 0x2c1b3c6d;
