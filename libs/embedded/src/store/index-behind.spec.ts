import { IndexBehind, type IndexEntry } from './index-behind';

const LANE = { stage: 'port', lane: 0 };
const OTHER = { stage: 'port', lane: 1 };

describe('an index that is written behind', () => {
  /** A table that takes what it is given, and another thread's view of both. */
  function indexed(gatheredMin: number) {
    const behind = new IndexBehind(gatheredMin);
    const mirror = new IndexBehind(gatheredMin);
    const table = new Map<string, IndexEntry>();
    const order: string[] = [];
    const put = ({ lane, key, entry }: ReturnType<IndexBehind['takeAll']>[number]) => {
      order.push(key);
      table.set(`${lane.lane}/${key}`, entry);
    };
    return {
      table,
      order,
      mirror,
      save(keys: readonly string[], entry: IndexEntry, writes: number, lane = LANE) {
        for (const key of keys) behind.add(lane, key, entry);
        const { entries, turned, written } = behind.take(writes);
        entries.forEach(put);
        mirror.mirror(lane, keys, { entries: keys.map(() => entry), turned, written });
      },
      find: (key: string, lane = LANE) => behind.find(lane, key) ?? table.get(`${lane.lane}/${key}`),
      seen: (key: string, lane = LANE) => mirror.find(lane, key) ?? table.get(`${lane.lane}/${key}`),
      writeAll: () => behind.takeAll().forEach(put),
    };
  }

  it('writes nothing before enough is gathered, then in the order of keys', () => {
    const { save, order, table } = indexed(4);
    save(['d', 'b'], 1, 8);
    expect(order).toEqual([]);
    save(['c', 'a'], 2, 3);
    expect(order).toEqual(['a', 'b', 'c']);
    save(['e'], 3, 3);
    expect(order).toEqual(['a', 'b', 'c', 'd']);
    expect([...table.values()]).toEqual([2, 1, 2, 1]);
  });

  it('finds the newest entry of every key at every moment, here and in its mirror', () => {
    const { save, find, seen } = indexed(10);
    const newest = new Map<string, number>();
    for (let round = 1; round <= 200; round++) {
      const keys = [0, 1, 2].map((at) => `${(round * 7 + at * 13) % 29}`);
      save(keys, round, 1 + (round % 5));
      for (const key of keys) newest.set(key, round);
      for (const [key, entry] of newest) expect([key, find(key), seen(key)]).toEqual([key, entry, entry]);
    }
    expect(newest.size).toBe(29);
  });

  it('keeps lanes apart', () => {
    const { save, find, seen } = indexed(10);
    save(['a'], 1, 1);
    save(['a'], 2, 1, OTHER);
    expect([find('a'), find('a', OTHER), seen('a'), seen('a', OTHER)]).toEqual([1, 2, 1, 2]);
  });

  it('forgets what the table has', () => {
    const { save, mirror } = indexed(2);
    save(['a', 'b'], 1, 2);
    expect([mirror.find(LANE, 'a'), mirror.find(LANE, 'b')]).toEqual([undefined, undefined]);
  });

  it('writes all in the end, newest last, and nothing as a mirror', () => {
    const { save, writeAll, table, mirror } = indexed(2);
    save(['a', 'b'], 1, 1);
    save(['a', 'c'], 'row', 0);
    expect(mirror.takeAll()).toEqual([]);
    writeAll();
    expect(Object.fromEntries(table)).toEqual({ '0/a': 'row', '0/b': 1, '0/c': 'row' });
  });
});
