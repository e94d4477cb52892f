import { parse, stringify } from 'lossless-json';
import { ExactNumber } from './exact-number';

/** Nesting that a record may have. Deeper values would overflow the stack of whoever walks or packs them later. */
const DEPTH_MAX = 64;

/**
 * A number token that a double would not give back as it stood: a sign, an exponent, more than 5 decimals, or so many
 * digits that some may be lost. A hit inside a string only costs the slower parse.
 */
const UNUSUAL_NUMBER = /[:[,][ \t\r\n]*(?:-|[\d.]{16}|\d+(?:\.\d+)?[eE]|\d+\.\d{6})/;
const USUAL_NUMBER = /^\d+(?:\.\d{1,5})?$/;
const USUAL_LENGTH_MAX = 15;

export type DecodedJson = { ok: true; value: unknown; exact: boolean } | { ok: false; reason: 'not-json' };

/**
 * Parses JSON text without losing a digit: a number that a double would not keep becomes an `ExactNumber` (then `exact`
 * is true). Of a repeated key the last one counts. Never throws.
 */
export function decodeJson(text: string): DecodedJson {
  try {
    const value: unknown = JSON.parse(text);
    if (isTooDeep(text, value)) return { ok: false, reason: 'not-json' };
    if (typeof value === 'number' || UNUSUAL_NUMBER.test(text)) return exactly(text);
    return { ok: true, value, exact: false };
  } catch {
    return { ok: false, reason: 'not-json' };
  }
}

/** JSON text of a decoded value; `ExactNumber`s come out as the numbers they were. */
export function encodeJson(value: unknown): string {
  const exact = { test: (one: unknown) => one instanceof ExactNumber, stringify: String };
  return stringify(value, undefined, undefined, [exact]) ?? 'null';
}

/** The same value with every `ExactNumber` as decimal text; the value itself when it holds none. */
export function withoutExactNumbers<T>(value: T): T {
  return plain(value) as T;
}

function exactly(text: string): DecodedJson {
  let exact = false;
  const parseNumber = (number: string): unknown => {
    if (number.length <= USUAL_LENGTH_MAX && USUAL_NUMBER.test(number)) return Number(number);
    exact = true;
    return new ExactNumber(number);
  };
  const value = parse(text, undefined, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
  return { ok: true, value, exact };
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) {
    const items = value.map(plain);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const entries = Object.entries(value).map(([key, held]): [string, unknown] => [key, plain(held)]);
  const held = value as Record<string, unknown>;
  return entries.some(([key, one]) => one !== held[key]) ? Object.fromEntries(entries) : value;
}

function isTooDeep(text: string, value: unknown): boolean {
  // No deeper than it has brackets: only a text with many of them has to be walked.
  if (count(text, '[', DEPTH_MAX) + count(text, '{', DEPTH_MAX) <= DEPTH_MAX) return false;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH_MAX) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** Occurrences of a character, counted no further than just past `max`. */
function count(text: string, character: string, max: number): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0 && found <= max; at = text.indexOf(character, at + 1)) found++;
  return found;
}
