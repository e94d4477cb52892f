import { isObject } from '../fields/lines.field';
import { decodeJson } from './decode-json';

/** Largest value of a record (contract 3). */
export const VALUE_BYTES_MAX = 1024 * 1024;

export type UnreadableReason = 'too-large' | 'not-utf8' | 'not-json' | 'not-an-object';

/** `exact`: some numbers are held as `ExactNumber` (see `withoutExactNumbers`). */
export type DecodedValue =
  { ok: true; value: Record<string, unknown>; text: string; exact: boolean } | { ok: false; reason: UnreadableReason };

// The byte order mark is kept, so that a text which opens with one is not JSON.
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads the value of a record: a JSON object in UTF-8 of at most 1 MiB. Never throws. */
export function decodeValue(bytes: Uint8Array | null): DecodedValue {
  if (bytes === null) return { ok: false, reason: 'not-json' };
  if (bytes.byteLength > VALUE_BYTES_MAX) return { ok: false, reason: 'too-large' };
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return { ok: false, reason: 'not-utf8' };
  }
  return decodeText(text);
}

/** The same for text that was decoded already; the limit of bytes is not checked here. */
export function decodeText(text: string): DecodedValue {
  const decoded = decodeJson(text);
  if (!decoded.ok) return decoded;
  if (!isObject(decoded.value)) return { ok: false, reason: 'not-an-object' };
  return { ok: true, value: decoded.value, text, exact: decoded.exact };
}
