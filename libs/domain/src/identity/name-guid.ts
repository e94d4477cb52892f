import type { Digest } from './digest';

/** A fixed namespace of our own for names of sandan. */
const NAMESPACE = 'sandan/9f1a5d1c/';

/** A name-based guid (RFC 9562 version 5 form, upper case as the port asks for): the same name, the same guid. */
export function nameGuid(name: string, digest: Digest): string {
  const bytes = digest.sha1(NAMESPACE + name).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
    .join('-')
    .toUpperCase();
}
