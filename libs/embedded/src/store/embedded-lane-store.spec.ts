import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { laneStoreSuite } from '@sandan/pipeline/suites';
import { EmbeddedEnvironment } from '../environment';
import { EmbeddedLaneStore } from './embedded-lane-store';

const newFolder = () => mkdtemp(join(tmpdir(), 'sandan-store-'));

for (const options of [{ sync: true }, { sync: false }]) {
  laneStoreSuite(`LMDB ${JSON.stringify(options)}`, async () => {
    const folder = await newFolder();
    let store = EmbeddedLaneStore.open(folder, options);
    return {
      store,
      reopen: async () => {
        await store.close();
        return (store = EmbeddedLaneStore.open(folder, options));
      },
      destroy: async () => {
        await store.close();
        await rm(folder, { recursive: true });
      },
    };
  });
}

describe('companion of an append', () => {
  const lane = { stage: 'parcel', lane: 0 };
  const head = { offsets: {}, clock: 0, wallAt: 0, serials: {}, marks: {} };
  const entryAt = (seq: number, outputs: string) => ({
    seq,
    head,
    facts: new Uint8Array(),
    outputs: Buffer.from(outputs),
  });

  let folder: string;
  let environment: EmbeddedEnvironment;
  beforeEach(async () => {
    folder = await newFolder();
    environment = EmbeddedEnvironment.open(folder, { sync: false });
  });
  afterEach(async () => {
    await environment.close();
    await rm(folder, { recursive: true });
  });

  /** A store whose companion writes the outputs elsewhere, and fails after writing where they say so. */
  function storeWithCompanion() {
    const topics = environment.root.openDB<string, number>('topics', { encoding: 'string' });
    const onAppend = (_lane: unknown, entry: { seq: number; outputs: Uint8Array }) => {
      const text = Buffer.from(entry.outputs).toString();
      void topics.put(entry.seq, text);
      if (text === 'fails') throw new Error('no room in the topic');
    };
    const store = new EmbeddedLaneStore(environment, { onAppend });
    return { store, written: () => [...topics.getRange({})].map(({ key, value }) => `${key} ${value}`) };
  }

  it('is written with the entry', async () => {
    const { store, written } = storeWithCompanion();
    await store.claim(lane, 'a', head);
    await store.append(lane, entryAt(2, 'first'));
    expect(written()).toEqual(['2 first']);
  });

  it('is not called for an append that lost its lane', async () => {
    const { store, written } = storeWithCompanion();
    await store.claim(lane, 'a', head);
    await store.claim(lane, 'b', head);
    await expect(store.append(lane, entryAt(2, 'zombie'))).rejects.toThrow('taken over');
    expect(written()).toEqual([]);
  });

  it('takes the entry down with it when it fails, and nothing of the appends beside it', async () => {
    const { store, written } = storeWithCompanion();
    const other = { stage: 'parcel', lane: 1 };
    await store.claim(lane, 'a', head);
    await store.claim(other, 'a', head);
    const results = await Promise.allSettled([
      store.append(lane, entryAt(2, 'fails')),
      store.append(other, entryAt(2, 'beside')),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
    expect(written()).toEqual(['2 beside']);
    await store.append(lane, entryAt(2, 'second try'));
    expect(written()).toEqual(['2 second try']);
  });
});

describe('a row', () => {
  const lane = { stage: 'quota', lane: 0 };
  const row = (seq: number, bytes: number, dueAt?: number) => ({
    key: 'buyer',
    seq,
    state: Buffer.alloc(bytes, seq),
    ...(dueAt !== undefined && { dueAt }),
  });

  it('stays whole while it grows out of the first table and shrinks again', async () => {
    const folder = await newFolder();
    const store = EmbeddedLaneStore.open(folder, { sync: false });
    try {
      for (const saved of [
        row(1, 8),
        row(2, 40, 5_000),
        row(3, 400, 6_000),
        row(4, 400),
        row(5, 8, 7_000),
        row(6, 400),
      ]) {
        await store.checkpoint(lane, [saved], saved.seq);
        expect(store.loadNow(lane, 'buyer')).toEqual(saved);
        const due = [];
        for await (const { dueAt } of store.due(lane)) due.push(dueAt);
        expect(due).toEqual(saved.dueAt === undefined ? [] : [saved.dueAt]);
      }
      await store.checkpoint(lane, [row(5, 40)], 6);
      expect(store.loadNow(lane, 'buyer')).toEqual(row(6, 400));
    } finally {
      await store.close();
      await rm(folder, { recursive: true });
    }
  });

  it('is not replaced by an older one while it stands in the first table', async () => {
    const folder = await newFolder();
    const store = EmbeddedLaneStore.open(folder, { sync: false });
    try {
      await store.checkpoint(lane, [row(7, 40, 9_000)], 7);
      await store.checkpoint(lane, [row(6, 400)], 7);
      expect(store.loadNow(lane, 'buyer')).toEqual(row(7, 40, 9_000));
    } finally {
      await store.close();
      await rm(folder, { recursive: true });
    }
  });
});
