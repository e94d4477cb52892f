import { mix32 } from '../prng';

/** The largest prime below 2^32: multiplying modulo it sends different indices to different ten-digit serials. */
const PRIME = 4_294_967_291;

export type SerialSeries = (index: number) => string;

/** Ten digits that differ for every index and say nothing of its place in the day. */
export function serialSeries(multiplier: number, offset: number): SerialSeries {
  // index < 2^23 and multiplier < 2^30 keep the product inside the exact integers
  return (index) => String(((index + 1) * multiplier + offset) % PRIME).padStart(10, '0');
}

const HEX: string[] = Array.from({ length: 65_536 }, (_, word) => word.toString(16).toUpperCase().padStart(4, '0'));

const high = (word: number): string => HEX[word >>> 16] as string;
const low = (word: number): string => HEX[word & 0xffff] as string;

/** A guid of 36 characters in upper case, another one for every transmission. */
export function transmissionGuid(seedWord: number, index: number, serial: number): string {
  const a = mix32(seedWord ^ Math.imul(index + 1, 0x9e3779b1));
  const b = mix32(a ^ Math.imul(serial + 1, 0x85ebca77));
  const c = mix32(b ^ index);
  const d = mix32(c + 0x27d4eb2f);
  const variant = HEX[0x8000 | (c & 0x3fff)] as string;
  return `${high(a)}${low(a)}-${high(b)}-4${low(b).slice(1)}-${variant}-${high(d)}${low(d)}${high(c)}`;
}
