import { hash } from 'node:crypto';
import { type Digest, normalIdNumber } from '@sandan/domain';

/**
 * The hashes of the rules on `node:crypto`. `buyerSecret` keys the buyers' quota: ID numbers have little entropy, so
 * without a secret the key of a buyer could be computed by anybody.
 */
export function createDigest(buyerSecret: string): Digest {
  const buyers = new HmacKey(buyerSecret);
  let last = buyers;
  return {
    // A day has one seed, so nearly every call has the key of the call before.
    hmacSha256: (key, message) => (last = last.key === key ? last : new HmacKey(key)).sign(message),
    sha1: (text) => hash('sha1', text, 'buffer'),
    buyerKey: (idNumber) => buyers.sign(normalIdNumber(idNumber)).toString('base64url').slice(0, 32),
  };
}

const BLOCK_BYTES = 64;

/** HMAC-SHA256 (RFC 2104) by two one-shot hashes: a third of the cost of `createHmac`, which makes a stream. */
class HmacKey {
  private readonly inner: Buffer;
  private readonly outer: Buffer;

  constructor(readonly key: string) {
    const bytes = Buffer.from(key);
    const block = Buffer.alloc(BLOCK_BYTES);
    (bytes.length > BLOCK_BYTES ? hash('sha256', bytes, 'buffer') : bytes).copy(block);
    this.inner = Buffer.from(block.map((byte) => byte ^ 0x36));
    this.outer = Buffer.from(block.map((byte) => byte ^ 0x5c));
  }

  sign(message: string): Buffer {
    const inside = hash('sha256', Buffer.concat([this.inner, Buffer.from(message)]), 'buffer');
    return hash('sha256', Buffer.concat([this.outer, inside]), 'buffer');
  }
}
