import { inOwnMemory } from './own-memory';

const KIB = 1024;

/** Messages as views of one answer, which also holds 100 KiB of another partition. */
function fetched(count: number): { key: Buffer | null; value: Buffer | null; offset: string }[] {
  const answer = Buffer.alloc(200 * KIB);
  return Array.from({ length: count }, (_, at) => {
    const key = answer.subarray(100 * KIB + at * 100, 100 * KIB + at * 100 + 5).fill(`k${at}`);
    const value = answer.subarray(100 * KIB + at * 100 + 20, 100 * KIB + at * 100 + 90).fill(`value ${at} `);
    return { key: at % 3 === 0 ? null : key, value: at === 1 ? null : value, offset: String(at) };
  });
}

describe('messages in memory of their own', () => {
  it('have the same bytes, and none of the answer', () => {
    const messages = fetched(10);
    const own = inOwnMemory(messages);
    expect(own).toEqual(messages);
    const buffers = new Set(own.flatMap(({ key, value }) => [key, value]).flatMap((bytes) => bytes?.buffer ?? []));
    expect([...buffers].map(({ byteLength }) => byteLength)).toEqual([970]);
  });

  it('stay where they are in a small answer, and when they lie in several', () => {
    const small = [{ key: null, value: Buffer.alloc(KIB) }];
    expect(inOwnMemory(small)).toBe(small);
    const several = [...fetched(2), ...fetched(2)];
    expect(inOwnMemory(several)).toBe(several);
    expect(inOwnMemory([])).toEqual([]);
  });
});
