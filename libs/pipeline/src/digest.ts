import { createHash, createHmac } from 'node:crypto';
import { type Digest, normalIdNumber } from '@sandan/domain';

/**
 * The hashes of the rules on `node:crypto`. `buyerSecret` keys the buyers' quota: ID numbers have little entropy, so
 * without a secret the key of a buyer could be computed by anybody.
 */
export function createDigest(buyerSecret: string): Digest {
  return {
    hmacSha256: (key, message) => createHmac('sha256', key).update(message).digest(),
    sha1: (text) => createHash('sha1').update(text).digest(),
    buyerKey: (idNumber) =>
      createHmac('sha256', buyerSecret).update(normalIdNumber(idNumber)).digest('base64url').slice(0, 32),
  };
}
