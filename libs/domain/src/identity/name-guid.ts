import type { Digest } from './digest';

/** A fixed namespace of our own for names of sandan. */
const NAMESPACE = 'sandan/9f1a5d1c/';
/** The first digit of the fourth group: its two high bits are 10. */
const VARIANTS = '89AB';

/** A name-based guid (RFC 9562 version 5 form, upper case as the port asks for): the same name, the same guid. */
export function nameGuid(name: string, digest: Digest): string {
  const hex = digest.sha1(NAMESPACE + name).toUpperCase();
  const variant = VARIANTS[Number.parseInt(hex.charAt(16), 16) & 3];
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return groups.join('-');
}
