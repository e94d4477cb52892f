import { hash } from 'node:crypto';

const FREE = 0n;
const FIRST_SLOTS = 1 << 16;
const FULL_PART = 0.6;

/** 64 bits of a text, never 0. Of ten million texts two share them once in 360,000 times. */
export function hash64(text: string): bigint {
  // In one call: a hash object is freed by a full garbage collection only, and millions of them are gigabytes.
  return hash('sha1', text, 'buffer').readBigUInt64LE(0) || 1n;
}

/** From hashes to hashes, 16 bytes a place: millions of them fit where as many strings would not. */
export class HashMap {
  private keys = new BigUint64Array(FIRST_SLOTS);
  private values = new BigUint64Array(FIRST_SLOTS);
  private held = 0;

  get size(): number {
    return this.held;
  }

  get(key: bigint): bigint | undefined {
    const at = this.slot(key);
    return this.keys[at] === FREE ? undefined : this.values[at];
  }

  set(key: bigint, value: bigint): void {
    const at = this.slot(key);
    if (this.keys[at] === FREE) this.held += 1;
    this.keys[at] = key;
    this.values[at] = value;
    if (this.held > this.keys.length * FULL_PART) this.grow();
  }

  *entries(): Generator<[key: bigint, value: bigint]> {
    for (let at = 0; at < this.keys.length; at++) {
      if (this.keys[at] !== FREE) yield [this.keys[at]!, this.values[at]!];
    }
  }

  private slot(key: bigint): number {
    const mask = this.keys.length - 1;
    let at = Number(key & BigInt(mask));
    while (this.keys[at] !== FREE && this.keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new BigUint64Array(keys.length * 2);
    this.values = new BigUint64Array(keys.length * 2);
    this.held = 0;
    keys.forEach((key, at) => key === FREE || this.set(key, values[at]!));
  }
}
