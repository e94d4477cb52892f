import fc from 'fast-check';
import type { InboundRecord } from '../ports/records';
import { LaneMerge, recordBytes } from './lane-merge';

function record(topic: string, offset: number, timestamp: number, bytes = 1): InboundRecord {
  const value = new Uint8Array(bytes);
  return { topic, partition: 0, offset: BigInt(offset), key: null, value, timestamp };
}

function taken(records: readonly InboundRecord[]): string[] {
  return records.map(({ topic, offset }) => `${topic}${offset}`);
}

const ANY = 1_000;

describe('lane merge', () => {
  it('merges by timestamp, at equal times in the order of the topics', () => {
    const merge = new LaneMerge(['a', 'b'], {}, 100);
    merge.push('b', [record('b', 0, 5), record('b', 1, 7)]);
    merge.push('a', [record('a', 0, 5), record('a', 1, 9)]);
    expect(taken(merge.take(ANY, Infinity, 0))).toEqual(['a0', 'b0', 'b1', 'a1']);
  });

  it('keeps the order of a topic even where its timestamps go back', () => {
    const merge = new LaneMerge(['a', 'b'], {}, 100);
    merge.push('a', [record('a', 0, 9), record('a', 1, 1)]);
    merge.push('b', [record('b', 0, 5)]);
    expect(taken(merge.take(ANY, Infinity, 0))).toEqual(['b0', 'a0', 'a1']);
  });

  it('waits for a topic that has not reached its known end', () => {
    const merge = new LaneMerge(['a', 'b'], {}, 100);
    merge.setEnd('b', 2n);
    merge.push('a', [record('a', 0, 1), record('a', 1, 8)]);
    expect(merge.take(ANY, Infinity, 0)).toEqual([]);
    merge.push('b', [record('b', 0, 5)]);
    expect(taken(merge.take(ANY, Infinity, 1))).toEqual(['a0', 'b0']);
    merge.push('b', [record('b', 1, 6)]);
    expect(taken(merge.take(ANY, Infinity, 2))).toEqual(['b1', 'a1']);
  });

  it('gives a missing topic up after the patience, until it delivers again', () => {
    const merge = new LaneMerge(['a', 'b'], {}, 100);
    merge.setEnd('b', 9n);
    expect(merge.patienceLeftMs(0)).toBeUndefined();
    merge.push('a', [record('a', 0, 1)]);
    expect(merge.take(ANY, Infinity, 10)).toEqual([]);
    expect(merge.patienceLeftMs(40)).toBe(70);
    expect(merge.take(ANY, Infinity, 109)).toEqual([]);
    expect(taken(merge.take(ANY, Infinity, 110))).toEqual(['a0']);
    merge.push('b', [record('b', 0, 2)]);
    merge.push('a', [record('a', 1, 3)]);
    expect(taken(merge.take(ANY, Infinity, 120))).toEqual(['b0']);
    expect(merge.patienceLeftMs(120)).toBe(100);
  });

  it('does not wait for a topic whose last offsets hold no record', () => {
    const merge = new LaneMerge(['a', 'b'], { b: 4n }, 100);
    merge.setEnd('b', 6n);
    merge.push('a', [record('a', 0, 1)]);
    expect(merge.take(ANY, Infinity, 0)).toEqual([]);
    merge.advance('b', 6n);
    expect(taken(merge.take(ANY, Infinity, 0))).toEqual(['a0']);
    expect(merge.idle()).toBe(true);
  });

  it('takes no more than asked for, but always one record', () => {
    const merge = new LaneMerge(['a'], {}, 100);
    const records = [0, 1, 2, 3].map((offset) => record('a', offset, offset, 100));
    merge.push('a', records);
    const [first] = records;
    const each = first ? recordBytes(first) : 0;
    expect(merge.bufferedBytes('a')).toBe(4 * each);
    expect(taken(merge.take(1, Infinity, 0))).toEqual(['a0']);
    expect(taken(merge.take(ANY, 2 * each, 0))).toEqual(['a1', 'a2']);
    expect(taken(merge.take(ANY, 1, 0))).toEqual(['a3']);
    expect(merge.bufferedBytes('a')).toBe(0);
  });

  it('counts what is known to be in the log and not taken', () => {
    const merge = new LaneMerge(['a', 'b'], { a: 10n, b: 3n }, 100);
    expect(merge.lag()).toEqual({ records: 0 });
    merge.setEnd('a', 15n);
    merge.setEnd('a', 14n);
    merge.push('a', [record('a', 10, 77), record('a', 11, 78)]);
    expect(merge.lag()).toEqual({ records: 5, oldestTimestamp: 77 });
    merge.take(1, Infinity, 0);
    expect(merge.lag()).toEqual({ records: 4, oldestTimestamp: 78 });
    expect(merge.idle()).toBe(false);
    expect(merge.position('a')).toBe(12n);
  });

  it('hands out the same merge however the records come in, when the ends are known', () => {
    const times = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 });
    fc.assert(
      fc.property(times, times, fc.infiniteStream(fc.integer({ min: 0, max: 5 })), (first, second, random) => {
        const sorted = (list: number[]): number[] => [...list].sort((x, y) => x - y);
        const backlog = new Map<string, InboundRecord[]>([
          ['a', sorted(first).map((time, offset) => record('a', offset, time))],
          ['b', sorted(second).map((time, offset) => record('b', offset, time))],
        ]);
        const all = [...backlog.values()].flat();
        const merge = new LaneMerge(['a', 'b'], {}, Infinity);
        for (const [topic, records] of backlog) merge.setEnd(topic, BigInt(records.length));
        const out: InboundRecord[] = [];
        while (out.length < all.length) {
          for (const [topic, records] of backlog) merge.push(topic, records.splice(0, random.next().value));
          out.push(...merge.take(random.next().value + 1, Infinity, 0));
        }
        expect(out).toEqual(
          all.sort((x, y) => x.timestamp - y.timestamp || (x.topic < y.topic ? -1 : x.topic > y.topic ? 1 : 0)),
        );
      }),
      { seed: 20261111, numRuns: 200 },
    );
  });
});
