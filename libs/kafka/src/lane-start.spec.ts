import { LaneStart } from './lane-start';
import type { TopicAdmin } from './topic-admin';

function starts(bounds: { low: bigint; high: bigint }, counts: Record<string, number> = {}) {
  const gaps: unknown[] = [];
  let asked = 0;
  const admin = {
    partitions: () => Promise.resolve(new Map(Object.entries(counts))),
    bounds: () => {
      asked += 1;
      return Promise.resolve({ low: new Map([[2, bounds.low]]), high: new Map([[2, bounds.high]]) });
    },
  } as unknown as TopicAdmin;
  return { start: new LaneStart(admin, (gap) => gaps.push(gap)), gaps, asked: () => asked };
}

describe('lane start', () => {
  it('begins at the stored offset, and at the first kept one where nothing is stored', async () => {
    const { start, gaps, asked } = starts({ low: 5n, high: 20n });
    expect(await start.locate(['a', 'b'], 2, { a: 7n })).toEqual({ start: { a: 7n, b: 5n }, ends: { a: 20n, b: 20n } });
    await start.locate(['a', 'b'], 2, {});
    expect(asked()).toBe(2);
    expect(gaps).toEqual([]);
  });

  it('tells what retention cut off before it was read', async () => {
    const { start, gaps } = starts({ low: 5n, high: 20n });
    expect((await start.locate(['a'], 2, { a: 3n })).start).toEqual({ a: 5n });
    expect(gaps).toEqual([{ topic: 'a', partition: 2, from: 3n, to: 5n }]);
  });

  it('refuses to read a topic that ends before what the store has taken', async () => {
    const { start } = starts({ low: 0n, high: 4n });
    await expect(start.locate(['a'], 2, { a: 9n })).rejects.toThrow('a/2 ends at offset 4');
  });

  it('refuses topics that are missing or differ in their partition counts', async () => {
    const { start } = starts({ low: 0n, high: 0n }, { a: 3, b: 4 });
    await expect(start.laneCount(['a', 'c'])).rejects.toThrow('missing topics: c');
    await expect(start.laneCount(['a', 'b'])).rejects.toThrow('a 3, b 4');
  });
});
