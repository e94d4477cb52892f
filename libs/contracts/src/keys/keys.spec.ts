import { DOCUMENT_KINDS } from '../documents/document-kind';
import { VALID_DOCUMENTS } from '../documents/valid-documents.fixture';
import { ExactNumber } from '../decode/exact-number';
import { BUSINESS_KEY, businessKeyFault } from './business-key';
import { murmur2, partitionOf } from './murmur2';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the business key', () => {
  it.each(DOCUMENT_KINDS)('of a valid %s is there', (kind) => {
    expect(businessKeyFault(kind, VALID_DOCUMENTS[kind]())).toBeUndefined();
  });

  it.each(DOCUMENT_KINDS.flatMap((kind) => BUSINESS_KEY[kind].map((field) => [kind, field] as const)))(
    'of a %s lacks %s when that is missing, empty or not a string',
    (kind, field) => {
      for (const value of [undefined, null, '', 7, {}, new ExactNumber('12345678901234567890')]) {
        expect(businessKeyFault(kind, { ...VALID_DOCUMENTS[kind](), [field]: value })).toBe(field);
      }
    },
  );
});

describe('the partition of a key', () => {
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as Java does', (key, hash) => {
    expect(murmur2(utf8(key))).toBe(hash);
  });

  it('is the positive hash modulo the number of partitions', () => {
    expect(partitionOf(utf8('21'), 12)).toBe((-973932308 & 0x7fffffff) % 12);
    expect(partitionOf(utf8('abc'), 12)).toBe(479470107 % 12);
  });

  it('takes bytes above 127 and empty keys', () => {
    expect(partitionOf(utf8('订单-1'), 7)).toBeLessThan(7);
    expect(murmur2(new Uint8Array())).toBe(275646681);
  });
});
