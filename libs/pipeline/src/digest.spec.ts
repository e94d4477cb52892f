import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { createDigest } from './digest';

describe('digest', () => {
  it('signs as HMAC-SHA256 of the standard library does, whatever the key', () => {
    const digest = createDigest('secret');
    fc.assert(
      fc.property(fc.string({ maxLength: 150 }), fc.string(), (key, message) => {
        const expected = createHmac('sha256', key).update(message).digest('hex');
        expect(Buffer.from(digest.hmacSha256(key, message)).toString('hex')).toBe(expected);
      }),
    );
  });

  it('gives one buyer one key, however the x of the ID number is written', () => {
    const digest = createDigest('secret');
    expect(digest.buyerKey('00000019000101005x')).toBe(digest.buyerKey(' 00000019000101005X'));
    expect(digest.buyerKey('00000019000101005x')).not.toBe(createDigest('other').buyerKey('00000019000101005x'));
  });
});
