import { SpareMemory } from './spare-memory';

const KIB = 1024;

describe('spare memory', () => {
  it('gives the smallest piece that is large enough again', () => {
    const memory = new SpareMemory(1000 * KIB);
    const [large, middle, small] = [300, 200, 100].map((size) => memory.take(size * KIB));
    for (const piece of [large!, middle!, small!]) memory.giveBack(piece.subarray(5));
    const taken = memory.take(150 * KIB);
    expect(taken.buffer).toBe(middle!.buffer);
    expect([taken.byteOffset, taken.length]).toEqual([0, 150 * KIB]);
  });

  it('never gives one piece to two', () => {
    const memory = new SpareMemory(1000 * KIB);
    memory.giveBack(memory.take(100 * KIB));
    const [one, other] = [memory.take(100 * KIB), memory.take(100 * KIB)];
    expect(one.buffer).not.toBe(other.buffer);
  });

  it('keeps no more than it may, and of two the larger', () => {
    const memory = new SpareMemory(250 * KIB);
    const [small, large, other, huge] = [90, 140, 100, 300].map((size) => memory.take(size * KIB));
    for (const piece of [small!, large!, other!, huge!, small!]) memory.giveBack(piece);
    expect(memory.take(20 * KIB).buffer).toBe(other!.buffer);
    expect(memory.take(20 * KIB).buffer).toBe(large!.buffer);
    expect(memory.take(20 * KIB).byteLength).toBe(memory.take(20 * KIB).buffer.byteLength);
  });

  it('never takes what Node shares among small buffers, however much that is', () => {
    const { poolSize } = Buffer;
    Buffer.poolSize = 64 * KIB;
    try {
      const memory = new SpareMemory(1000 * KIB);
      const others = Buffer.from('somebody else reads me');
      const small = memory.take(5 * KIB);
      expect(small.buffer).not.toBe(others.buffer);
      expect(small.buffer.byteLength).toBe(5 * KIB);
    } finally {
      Buffer.poolSize = poolSize;
    }
  });

  it('leaves what Node shares among small buffers alone', () => {
    const memory = new SpareMemory(1000 * KIB);
    memory.giveBack(Buffer.from('small'));
    memory.giveBack(memory.take(10));
    expect(memory.take(10).length).toBe(10);
    expect(memory.take(20 * KIB).length).toBe(20 * KIB);
  });
});
