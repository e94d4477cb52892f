/** The two hashes the rules need, handed in by the edge so that the domain stays free of `node:crypto`. */
export interface Digest {
  /** HMAC-SHA256 of UTF-8 `message` under UTF-8 `key`: 32 bytes. */
  hmacSha256(key: string, message: string): Uint8Array;
  /** SHA-1 of UTF-8 text as 40 hexadecimal digits (name-based guid, RFC 9562 section 5.5). */
  sha1(text: string): string;
  /** The key under which a buyer's quota is kept: a keyed hash of the normalised ID number. */
  buyerKey(idNumber: string): string;
}
