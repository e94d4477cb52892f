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
    let bit = hashOf(key, FIRST_BASIS);
    const step = hashOf(key, SECOND_BASIS) | 1;
    for (let probe = 0; probe < PROBES; probe++, bit += step) {
      const at = bit & MASK;
      this.bits[at >>> 5]! |= 1 << (at & 31);
    }
  }

  mayHave(key: string): boolean {
    let bit = hashOf(key, FIRST_BASIS);
    const step = hashOf(key, SECOND_BASIS) | 1;
    for (let probe = 0; probe < PROBES; probe++, bit += step) {
      const at = bit & MASK;
      if ((this.bits[at >>> 5]! & (1 << (at & 31))) === 0) return false;
    }
    return true;
  }
}

const FIRST_BASIS = 0x811c9dc5;
const SECOND_BASIS = 0x2c1b3c6d;

/** FNV-1a over the UTF-16 units, mixed at the end so that the low bits depend on every unit. */
function hashOf(key: string, basis: number): number {
  let hash = basis;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return hash ^ (hash >>> 15);
}
