import type { AnyStage, StoredDocument, TextChange } from '@sandan/domain';
import { joinKey, splitKey } from './cached-state';
import { StateCache } from './state-cache';
import { Utf8Text } from './utf8-text';

const stage = (name: string, more: Partial<AnyStage>): [string, AnyStage] => [
  name,
  {
    name,
    initial: () => ({}),
    decide: () => ({ facts: [], outputs: [] }),
    evolve: (state) => state,
    ...more,
  } as AnyStage,
];

const STAGES = new Map([
  stage('parcel', { dueAt: () => undefined, asks: (state) => state === ASKING }),
  stage('stock', { isShared: true }),
]);
const ASKING = { asks: true };

function cacheOf(keysMax: number, rows: [key: string, seq: number, waits?: number | typeof ASKING][]): StateCache {
  const cache = new StateCache(STAGES, { keysMax, bytesMax: 1_000_000 });
  for (const [key, seq, waits] of rows) {
    const { stage: stageName, stateKey } = splitKey(key);
    const [state, dueAt] = typeof waits === 'object' ? [waits, undefined] : [{}, waits];
    cache.update(cache.admit(stageName, stateKey, undefined), state, seq, dueAt, 10);
  }
  return cache;
}

function save(cache: StateCache): void {
  cache.takeDirty();
  cache.wereSaved();
}

function has(cache: StateCache, key: string): boolean {
  const { stage: stageName, stateKey } = splitKey(key);
  return cache.find(stageName, stateKey) !== undefined;
}

describe('state cache', () => {
  it('drops what waits for nothing any more, unless parcels share it', () => {
    const cache = cacheOf(100, [
      [joinKey('parcel', 'settled'), 1],
      [joinKey('parcel', 'waiting'), 1, 1_000],
      [joinKey('parcel', 'asking'), 9, ASKING],
      [joinKey('stock', 'book'), 1],
    ]);
    save(cache);
    cache.dropSettled();
    const kept = ['parcel/settled', 'parcel/waiting', 'parcel/asking', 'stock/book'].filter((key) => has(cache, key));
    expect(kept).toEqual(['parcel/waiting', 'parcel/asking', 'stock/book']);
  });

  it('drops what other stages might ask for again when room gets scarce', () => {
    const cache = cacheOf(3, [[joinKey('stock', 'book'), 1]]);
    save(cache);
    cache.dropSettled();
    expect(has(cache, 'stock/book')).toBe(false);
  });

  it('leaves out of a checkpoint what waits and has only young facts, and says since when', () => {
    const cache = cacheOf(100, [
      [joinKey('parcel', 'old'), 1, 1_000],
      [joinKey('parcel', 'decided'), 2],
      [joinKey('parcel', 'young'), 3, 1_000],
      [joinKey('stock', 'book'), 4],
    ]);
    expect([cache.dirtyCount, cache.dirtySettled]).toEqual([4, 2]);
    expect(cache.takeDirty(1).map(({ key }) => key)).toEqual(['parcel/old', 'parcel/decided', 'stock/book']);
    expect([cache.dirtyCount, cache.dirtySettled, cache.unsavedSince]).toEqual([1, 0, 3]);
    cache.update(cache.find('parcel', 'young')!, {}, 5, undefined, 0);
    expect([cache.dirtySettled, cache.unsavedSince]).toEqual([1, 3]);
    expect(cache.takeDirty(1).map(({ key, seq }) => [key, seq])).toEqual([['parcel/young', 5]]);
    expect([cache.dirtyCount, cache.dirtyBytes, cache.unsavedSince]).toEqual([0, 0, undefined]);
  });

  it('leaves out of a checkpoint what asks another stage, but not for ever, and never a ledger', () => {
    const cache = cacheOf(100, [
      [joinKey('parcel', 'asking for long'), 2, ASKING],
      [joinKey('parcel', 'answered'), 5, ASKING],
      [joinKey('parcel', 'asking'), 8, ASKING],
      [joinKey('stock', 'book'), 9],
    ]);
    cache.update(cache.find('parcel', 'answered')!, {}, 9, undefined, 0);
    const taken = (rows: { key: string }[]) => rows.map(({ key }) => key).sort();
    expect(taken(cache.takeDirty(1))).toEqual(['parcel/answered', 'stock/book']);
    expect([cache.dirtyCount, cache.dirtySettled, cache.unsavedSince]).toEqual([2, 0, 2]);
    expect(taken(cache.takeDirty(3))).toEqual(['parcel/asking for long']);
    expect(taken(cache.takeDirty())).toEqual(['parcel/asking']);
    expect([cache.dirtyCount, cache.dirtyBytes, cache.unsavedSince]).toEqual([0, 0, undefined]);
  });

  it('keeps what is being saved until the store has it, though others were saved before', () => {
    const cache = cacheOf(0, [
      [joinKey('parcel', 'first'), 1],
      [joinKey('parcel', 'again'), 1],
    ]);
    save(cache);
    cache.update(cache.find('parcel', 'again')!, {}, 2, undefined, 0);
    cache.takeDirty();
    cache.dropSettled();
    cache.trim();
    expect(['parcel/first', 'parcel/again'].map((key) => has(cache, key))).toEqual([false, true]);
    cache.wereSaved();
    cache.dropSettled();
    expect(has(cache, 'parcel/again')).toBe(false);
  });

  it('tells a store which rows are the first of their keys', () => {
    const cache = cacheOf(100, [
      [joinKey('stock', 'new'), 1],
      [joinKey('parcel', 'new'), 1],
    ]);
    const rows = cache.takeDirty();
    expect(rows.map(({ isFirst }) => isFirst)).toEqual([true, true]);
    const saved = { ...rows[1]!, key: joinKey('parcel', 'known') };
    cache.update(cache.admit('parcel', 'known', saved), {}, 4, undefined, 0);
    cache.update(cache.find('stock', 'new')!, {}, 4, undefined, 0);
    expect(cache.takeDirty().map(({ isFirst }) => isFirst)).toEqual([undefined, undefined]);
  });

  it('tells since when its oldest unsaved states are that', () => {
    const waiting = [1, 1, 2, 4, 6, 6, 7, 9].map((seq, index): [string, number, number] => [
      joinKey('parcel', `${index}`),
      seq,
      1_000,
    ]);
    const cache = cacheOf(100, waiting);
    expect([0, 1 / 4, 1 / 2].map((part) => cache.oldestUnsaved(part))).toEqual([1, 2, 6]);
    cache.takeDirty(cache.oldestUnsaved(1 / 4));
    expect([cache.dirtyCount, cache.unsavedSince]).toEqual([5, 4]);
    cache.takeDirty();
    expect(cache.oldestUnsaved(1 / 4)).toBe(0);
  });

  /** Every state is one document, whose text is a piece of one block. */
  describe('of what waits for documents that lie in blocks', () => {
    const block = Buffer.from('{"orderNo":"A"}'.repeat(64));
    const document = (at: number): StoredDocument => {
      return { text: new Utf8Text(block.subarray(at * 15, at * 15 + 15)), recordTime: at, appTime: '20261111000000' };
    };
    const mapTexts = (state: StoredDocument, change: TextChange): StoredDocument => change.document(state);
    const stages = new Map([stage('parcel', { dueAt: () => undefined, mapTexts })]);
    const keys = [0, 1, 2, 3, 4].map((at) => `${at}`);

    function waiting(keysMax: number): StateCache {
      const cache = new StateCache(stages, { keysMax, bytesMax: 1_000_000 });
      keys.forEach((key, at) => cache.update(cache.admit('parcel', key, undefined), document(at), at + 1, 1_000, 10));
      return cache;
    }

    const textOf = (cache: StateCache, key: string) =>
      (cache.find('parcel', key)!.state as StoredDocument).text as Utf8Text;
    const holdingBlocks = (cache: StateCache) => keys.filter((key) => textOf(cache, key).bytes.buffer === block.buffer);

    it('keeps an eighth of its bound as it came, and what waits for longer as its own bytes', () => {
      const cache = waiting(16);
      cache.takeDirty(0);
      expect(holdingBlocks(cache)).toEqual(['3', '4']);
      expect(keys.map((key) => cache.find('parcel', key)!.state)).toEqual(keys.map((_, at) => document(at)));
    });

    it('leaves what was looked at as it is when its memory is used again', () => {
      const cache = waiting(0);
      cache.takeDirty(0);
      const found = [cache.peek('parcel', '1'), cache.find('parcel', '0')!.state];
      cache.update(cache.admit('parcel', 'other', undefined), document(7), 9, 1_000, 10);
      cache.takeDirty(0);
      expect(found).toEqual([document(1), document(0)]);
    });

    it('saves the same rows, packed or not', () => {
      const [packing, roomy] = [waiting(16), waiting(1_000)];
      packing.takeDirty(0);
      const rows = packing.takeDirty();
      expect(rows).toEqual(roomy.takeDirty());
      expect(rows).toHaveLength(5);
    });

    it('packs again what was looked at', () => {
      const cache = waiting(0);
      cache.takeDirty(0);
      expect([cache.peek('parcel', '1'), cache.peek('parcel', 'none')]).toEqual([document(1), undefined]);
      const found = cache.find('parcel', '1')!;
      expect([found.packed, found.state]).toEqual([undefined, document(1)]);
      cache.update(found, document(7), 9, 1_000, 10);
      cache.takeDirty(0);
      expect(found.packed).toBeDefined();
      expect(cache.find('parcel', '1')!.state).toEqual(document(7));
      expect(cache.dirtyBytes).toBe(cache.bytes);
    });

    it('keeps only its own bytes of what was saved', () => {
      const cache = waiting(1_000);
      cache.takeDirty(2);
      expect(holdingBlocks(cache)).toEqual(['2', '3', '4']);
    });
  });

  it('drops the oldest above its bound, and never one that was not saved', () => {
    const cache = cacheOf(1, [
      [joinKey('stock', 'first'), 1],
      [joinKey('stock', 'second'), 2],
    ]);
    save(cache);
    cache.update(cache.find('stock', 'first')!, {}, 3, undefined, 0);
    cache.trim();
    expect([has(cache, 'stock/first'), has(cache, 'stock/second')]).toEqual([true, false]);
  });
});
