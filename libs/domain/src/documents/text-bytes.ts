import type { DocumentText } from './stored-document';

const UNIT_BYTES_MAX = 3;

/** Bytes of a text in UTF-8 at most, found without looking at its characters. */
export function textBytesMost(text: DocumentText): number {
  return typeof text === 'string' ? text.length * UNIT_BYTES_MAX : text.byteLength;
}

/** Bytes of a text in UTF-8: the same before it was stored and after. */
export function textBytes(text: DocumentText): number {
  if (typeof text !== 'string') return text.byteLength;
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
