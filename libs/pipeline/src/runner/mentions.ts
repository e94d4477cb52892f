import type { OutboundRecord } from '../ports/records';
import type { JournalFact } from './packing';
import { textHash } from './text-hash';

/** Bits for each number: one entry in about 400 is looked at for nothing. */
const BITS_A_NUMBER = 16;
const PROBES = 4;
const BYTES_MIN = 8;

/**
 * Which order numbers an entry speaks of, as a Bloom filter: whoever follows one number through a long journal reads only
 * the entries that may name it. A ledger line names its parcel.
 */
export function mentionsOf(facts: readonly JournalFact[], outputs: readonly OutboundRecord[]): Uint8Array {
  const numbers = new Set<string>();
  let last: string | null = null;
  for (const [stage, key, fact] of facts) {
    // The facts of one record stand together, and most are of its number.
    if (key === last) continue;
    const number = orderNoOf(stage, key, fact);
    if (number !== last) numbers.add((last = number));
  }
  for (const { key } of outputs) if (typeof key === 'string' && key !== last) numbers.add((last = key));
  const bits = new Uint8Array(bytesFor(numbers.size));
  for (const number of numbers) probe(number, bits, setBit);
  return bits;
}

/** False is certain, true is "perhaps". */
export function mayMention(mentions: Uint8Array, orderNo: string): boolean {
  return probe(orderNo, mentions, isSet);
}

/** The orderNo a fact belongs to. A ledger line names its parcel `ebpCode:orderNo`; an orderNo may hold colons. */
export function orderNoOf(stage: string, key: string, fact: object): string {
  if (stage === 'parcel' || stage === 'release') return key;
  const parcelId = String((fact as { parcelId?: unknown }).parcelId);
  return parcelId.slice(parcelId.indexOf(':') + 1);
}

/** A power of two, so that a probe is cut out by a mask. */
function bytesFor(numbers: number): number {
  return Math.max(BYTES_MIN, 1 << Math.ceil(Math.log2(Math.max(1, (numbers * BITS_A_NUMBER) / 8))));
}

/** Looks at the bits of a number while `look` says so; whether it did for all of them. */
function probe(number: string, bits: Uint8Array, look: (bits: Uint8Array, bit: number) => boolean): boolean {
  const mask = bits.length * 8 - 1;
  let hash = textHash(number);
  // The step is odd, so that no two probes are one.
  const step = Math.imul(hash, 0x9e3779b1) | 1;
  for (let left = PROBES; left > 0; left--, hash = (hash + step) | 0) {
    if (!look(bits, (hash >>> 3) & mask)) return false;
  }
  return true;
}

function setBit(bits: Uint8Array, bit: number): boolean {
  bits[bit >>> 3]! |= 1 << (bit & 7);
  return true;
}

function isSet(bits: Uint8Array, bit: number): boolean {
  return (bits[bit >>> 3]! & (1 << (bit & 7))) !== 0;
}
