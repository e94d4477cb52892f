const SEED = 0x9747b28c;
const MULTIPLIER = 0x5bd1e995;
const SHIFT = 24;

/**
 * 32-bit murmur2 of a record key, signed, bit for bit as Java's client computes it: every writer of a topic must agree
 * on the partition of a key.
 */
export function murmur2(key: Uint8Array): number {
  const length = key.length;
  const whole = length & ~3;
  let hash = SEED ^ length;
  for (let at = 0; at < whole; at += 4) {
    let word = byte(key, at) | (byte(key, at + 1) << 8) | (byte(key, at + 2) << 16) | (byte(key, at + 3) << 24);
    word = Math.imul(word, MULTIPLIER);
    word ^= word >>> SHIFT;
    hash = Math.imul(hash, MULTIPLIER) ^ Math.imul(word, MULTIPLIER);
  }
  return finish(tail(hash, key, whole));
}

/** The partition of a key by the default partitioner of Kafka's clients. */
export function partitionOf(key: Uint8Array, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions;
}

function tail(hash: number, key: Uint8Array, whole: number): number {
  const left = key.length - whole;
  let mixed = hash;
  if (left === 3) mixed ^= byte(key, whole + 2) << 16;
  if (left >= 2) mixed ^= byte(key, whole + 1) << 8;
  return left >= 1 ? Math.imul(mixed ^ byte(key, whole), MULTIPLIER) : mixed;
}

function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return mixed ^ (mixed >>> 15);
}

function byte(key: Uint8Array, at: number): number {
  return key[at] ?? 0;
}
