import { JournalGapError, LaneLostError } from '../ports/lane-store.port';
import type { JournalEntry, JournalHead, LaneRef, LaneStore, StateRow } from '../ports/lane-store.port';

export interface LaneStoreUnderTest {
  store: LaneStore;
  /** Closes the store and opens another over the same data, as a restarted process does. */
  reopen(): Promise<LaneStore>;
  /** Closes whatever is open and removes the data. */
  destroy(): Promise<void>;
}

const LANE: LaneRef = { stage: 'parcel', lane: 3 };

export function headAt(offset: bigint, clock = 1_700_000_000_000): JournalHead {
  return {
    offsets: { 'orders.v1': offset, 'payments.v1': 0n },
    clock,
    wallAt: clock + 7,
    serials: { 'invtNo:2244': 17 },
    marks: { 'quota/1': [12, 3] },
  };
}

function entryAt(seq: number, text = `facts ${seq}`): JournalEntry {
  return { seq, head: headAt(BigInt(seq)), facts: Buffer.from(text), outputs: Buffer.from(`outputs ${seq}`) };
}

function rowAt(key: string, seq: number, rest: Partial<StateRow> = {}): StateRow {
  return { key, seq, state: Buffer.from(`${key} at ${seq}`), ...rest };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

async function journalOf(store: LaneStore, lane = LANE, from = 1): Promise<string[]> {
  const entries = await collect(store.entries(lane, from));
  return entries.map((entry) => `${entry.seq} ${text(entry.facts)}`);
}

async function keysDue(store: LaneStore, lane = LANE) {
  return (await collect(store.due(lane))).sort((a, b) => a.key.localeCompare(b.key));
}

async function tagged(store: LaneStore, tag: string) {
  return (await store.findByTag('parcel', tag)).map(({ lane, row }) => `${lane} ${row.key} ${row.seq}`);
}

/** What every store of lanes promises to the runner. */
export function laneStoreSuite(name: string, open: () => Promise<LaneStoreUnderTest>): void {
  describe(`lane store: ${name}`, () => {
    let subject: LaneStoreUnderTest;
    let store: LaneStore;

    beforeEach(async () => {
      subject = await open();
      store = subject.store;
    });
    afterEach(() => subject.destroy());

    describe('journal', () => journalCases(() => ({ store, reopen: () => subject.reopen() })));
    describe('fence', () => fenceCases(() => store));
    describe('states', () => stateCases(() => ({ store, reopen: () => subject.reopen() })));
  });
}

type Current = () => Pick<LaneStoreUnderTest, 'store' | 'reopen'>;

function journalCases(current: Current): void {
  it('starts a lane with the initial head as entry 1', async () => {
    const { store } = current();
    expect(await store.claim(LANE, 'a', headAt(5n))).toEqual({ seq: 1, head: headAt(5n), checkpointSeq: 0 });
    expect(await journalOf(store)).toEqual(['1 ']);
  });

  it('gives a new owner the head of the last entry and the next number', async () => {
    const { store } = current();
    await store.claim(LANE, 'a', headAt(0n));
    await store.append(LANE, entryAt(2));
    expect(await store.claim(LANE, 'b', headAt(99n))).toEqual({ seq: 3, head: headAt(2n), checkpointSeq: 0 });
    expect(await journalOf(store)).toEqual(['1 ', '2 facts 2', '3 ']);
  });

  it('keeps offsets past 2^53 exact', async () => {
    const { store, reopen } = current();
    await store.claim(LANE, 'a', headAt(0n));
    await store.append(LANE, { ...entryAt(2), head: headAt(9_007_199_254_740_993n) });
    const claim = await (await reopen()).claim(LANE, 'b', headAt(0n));
    expect(claim.head).toEqual(headAt(9_007_199_254_740_993n));
  });

  it('reads entries in order from a number on', async () => {
    const { store } = current();
    await store.claim(LANE, 'a', headAt(0n));
    for (let seq = 2; seq <= 12; seq += 1) await store.append(LANE, entryAt(seq));
    expect(await journalOf(store, LANE, 9)).toEqual(['9 facts 9', '10 facts 10', '11 facts 11', '12 facts 12']);
    expect(await journalOf(store, LANE, 13)).toEqual([]);
    const [entry] = await collect(store.entries(LANE, 12));
    expect(text(entry?.outputs)).toBe('outputs 12');
  });

  it('tells what the entries of a lane name, where it keeps that', async () => {
    const { store } = current();
    if (!store.mentions) return;
    for (const lane of [LANE, { ...LANE, lane: LANE.lane + 1 }]) {
      await store.claim(lane, 'a', headAt(0n));
      await store.append(lane, { ...entryAt(2), mentions: Buffer.from('first') });
      await store.append(lane, entryAt(3));
      await store.append(lane, { ...entryAt(4), mentions: Buffer.from('last') });
    }
    const told = await collect(store.mentions(LANE));
    expect(told.map(({ seq, mentions }) => `${seq} ${text(mentions)}`)).toEqual(['2 first', '4 last']);
  });

  it('names every lane that has a journal, and its last entry', async () => {
    const { store, reopen } = current();
    expect(await store.lanes()).toEqual([]);
    expect(await store.lastSeq(LANE)).toBe(0);
    const lanes = [
      { stage: 'parcel', lane: 3 },
      { stage: 'parcel', lane: 11 },
      { stage: 'quota', lane: 0 },
    ];
    for (const lane of [...lanes].reverse()) await store.claim(lane, 'a', headAt(0n));
    await store.append(LANE, entryAt(2));
    const again = await reopen();
    expect(await again.lanes()).toEqual(lanes);
    expect(await again.lastSeq(LANE)).toBe(2);
    expect(await again.lastSeq({ stage: 'quota', lane: 0 })).toBe(1);
  });

  it('gives a new owner the chain of the last entry', async () => {
    const { store, reopen } = current();
    await store.claim(LANE, 'a', headAt(0n));
    const head = { ...headAt(2n), chain: { length: 7, link: 'x'.repeat(43) } };
    await store.append(LANE, { ...entryAt(2), head });
    expect((await (await reopen()).claim(LANE, 'b', headAt(0n))).head).toEqual(head);
  });

  it('refuses an entry that would leave a gap', async () => {
    const { store } = current();
    await store.claim(LANE, 'a', headAt(0n));
    await expect(store.append(LANE, entryAt(3))).rejects.toThrow(JournalGapError);
    expect(await journalOf(store)).toEqual(['1 ']);
  });

  it('keeps entries over a restart and goes on after them', async () => {
    const { store, reopen } = current();
    await store.claim(LANE, 'a', headAt(0n));
    await store.append(LANE, entryAt(2));
    const reopened = await reopen();
    expect(await journalOf(reopened)).toEqual(['1 ', '2 facts 2']);
    await expect(reopened.append(LANE, entryAt(2, 'again'))).rejects.toThrow(LaneLostError);
    expect((await reopened.claim(LANE, 'a', headAt(0n))).seq).toBe(3);
    await reopened.append(LANE, entryAt(4));
    expect(await journalOf(reopened, LANE, 2)).toEqual(['2 facts 2', '3 ', '4 facts 4']);
  });

  it('keeps an entry of 3 MB byte for byte', async () => {
    const { store, reopen } = current();
    await store.claim(LANE, 'a', headAt(0n));
    const facts = (): Buffer => Buffer.alloc(2_000_000, 'facts of a busy flush ');
    const outputs = (): Buffer => Buffer.alloc(1_000_000, 'outputs ');
    await store.append(LANE, { seq: 2, head: headAt(2n), facts: facts(), outputs: outputs() });
    const [entry] = await collect((await reopen()).entries(LANE, 2));
    expect([facts().equals(entry!.facts), outputs().equals(entry!.outputs)]).toEqual([true, true]);
  });

  it('keeps lanes apart, also those whose numbers start alike', async () => {
    const { store } = current();
    const lanes: LaneRef[] = [1, 2, 10, 11, 100].map((lane) => ({ stage: 'parcel', lane }));
    lanes.push({ stage: 'quota', lane: 1 });
    await Promise.all(lanes.map((lane) => store.claim(lane, 'a', headAt(0n))));
    await Promise.all(lanes.map((lane) => store.append(lane, entryAt(2, `of ${lane.stage} ${lane.lane}`))));
    for (const lane of lanes) expect(await journalOf(store, lane, 2)).toEqual([`2 of ${lane.stage} ${lane.lane}`]);
    expect(await journalOf(store, { stage: 'parcel', lane: 12 })).toEqual([]);
  });
}

function fenceCases(current: () => LaneStore): void {
  it('fails the append of an owner whose lane was taken over, and shows nothing of it', async () => {
    const store = current();
    await store.claim(LANE, 'a', headAt(0n));
    await store.append(LANE, entryAt(2));
    await store.claim(LANE, 'b', headAt(0n));
    await expect(store.append(LANE, entryAt(3, 'of the zombie'))).rejects.toThrow(LaneLostError);
    await store.append(LANE, entryAt(4, 'of the owner'));
    expect(await journalOf(store, LANE, 2)).toEqual(['2 facts 2', '3 ', '4 of the owner']);
  });

  it('fails every later attempt of a zombie, also after a third claim', async () => {
    const store = current();
    for (const owner of ['a', 'b', 'c']) await store.claim(LANE, owner, headAt(0n));
    await expect(store.append(LANE, entryAt(2, 'of a'))).rejects.toThrow(LaneLostError);
    await expect(store.append(LANE, entryAt(3, 'of b'))).rejects.toThrow(LaneLostError);
    await store.append(LANE, entryAt(4, 'of c'));
    await expect(store.append(LANE, entryAt(2, 'of a'))).rejects.toThrow(LaneLostError);
    expect(await journalOf(store)).toEqual(['1 ', '2 ', '3 ', '4 of c']);
  });

  it('gives claims that race one number each', async () => {
    const store = current();
    const owners = Array.from({ length: 12 }, (_, index) => `owner-${index}`);
    const claims = await Promise.all(owners.map((owner) => store.claim(LANE, owner, headAt(0n))));
    const numbers = claims.map((claim) => claim.seq).sort((a, b) => a - b);
    expect(numbers).toEqual(owners.map((_, index) => index + 1));
  });

  it('lets exactly one of several racing appends of a number win', async () => {
    const store = current();
    await store.claim(LANE, 'a', headAt(0n));
    const tries = ['p', 'q', 'r', 's', 't'].map((who) => store.append(LANE, entryAt(2, who)));
    const results = await Promise.allSettled(tries);
    const lost = results.filter((result) => result.status === 'rejected').map((result) => result.reason);
    expect(lost).toHaveLength(4);
    for (const reason of lost) expect(reason).toBeInstanceOf(LaneLostError);
    const winner = ['p', 'q', 'r', 's', 't'][results.findIndex((result) => result.status === 'fulfilled')];
    expect(await journalOf(store)).toEqual(['1 ', `2 ${winner}`]);
  });
}

function stateCases(current: Current): void {
  it('loads what was saved and leaves out keys without a state', async () => {
    const { store, reopen } = current();
    const odd = 'P1:订单 "7"/\u0001';
    await store.checkpoint(LANE, [rowAt('P1:A', 4, { dueAt: 9_000, tags: ['P1:A', 'W1'] }), rowAt(odd, 5)], 5);
    const rows = await (await reopen()).load(LANE, ['P1:A', 'P1:missing', odd]);
    expect([...rows.keys()].sort()).toEqual(['P1:A', odd].sort());
    const { state, ...rest } = rows.get('P1:A')!;
    expect([text(state), rest]).toEqual(['P1:A at 4', { key: 'P1:A', seq: 4, dueAt: 9_000, tags: ['P1:A', 'W1'] }]);
    expect(Object.keys(rows.get(odd)!).sort()).toEqual(['key', 'seq', 'state']);
  });

  it('reads a state without waiting as it loads it', async () => {
    const { store } = current();
    await store.checkpoint(LANE, [rowAt('P1:A', 4)], 4);
    if (!store.loadNow) return;
    expect(text(store.loadNow(LANE, 'P1:A')?.state)).toBe('P1:A at 4');
    await store.checkpoint(LANE, [rowAt('P1:A', 6)], 6);
    expect(text(store.loadNow(LANE, 'P1:A')?.state)).toBe('P1:A at 6');
    expect(store.loadNow(LANE, 'P1:B')).toBeUndefined();
  });

  it.each([{}, { isFirst: true } as const])('never lets an older row replace a newer one (%j)', async (hint) => {
    const { store } = current();
    await store.claim(LANE, 'a', headAt(0n));
    await store.checkpoint(LANE, [rowAt('A', 8, hint), rowAt('B', 8, hint)], 8);
    const old = { ...hint, dueAt: 1, tags: ['old'] };
    await store.checkpoint(LANE, [rowAt('A', 7, old), rowAt('B', 9, hint), rowAt('C', 7, hint)], 7);
    const rows = await store.load(LANE, ['A', 'B', 'C']);
    expect([...rows.values()].map((row) => text(row.state)).sort()).toEqual(['A at 8', 'B at 9', 'C at 7']);
    expect(await keysDue(store)).toEqual([]);
    expect(await tagged(store, 'old')).toEqual([]);
    expect([await store.checkpointSeq(LANE), (await store.claim(LANE, 'b', headAt(0n))).checkpointSeq]).toEqual([8, 8]);
  });

  it('lists the keys that wait, until they wait no longer', async () => {
    const { store } = current();
    await store.checkpoint(LANE, [rowAt('A', 2, { dueAt: 500 }), rowAt('B', 2, { dueAt: 500 }), rowAt('C', 2)], 2);
    await store.checkpoint({ ...LANE, lane: 30 }, [rowAt('Z', 2, { dueAt: 1 })], 2);
    expect(await keysDue(store)).toEqual([
      { key: 'A', dueAt: 500 },
      { key: 'B', dueAt: 500 },
    ]);
    await store.checkpoint(LANE, [rowAt('A', 3), rowAt('B', 3, { dueAt: 900 }), rowAt('C', 3, { dueAt: 700 })], 3);
    expect(await keysDue(store)).toEqual([
      { key: 'B', dueAt: 900 },
      { key: 'C', dueAt: 700 },
    ]);
  });

  it('finds rows by tag over the lanes of a stage, newest first', async () => {
    const { store } = current();
    await store.checkpoint(LANE, [rowAt('A', 2, { tags: ['W1', 'W2'] }), rowAt('B', 5, { tags: ['W2'] })], 5);
    await store.checkpoint({ ...LANE, lane: 4 }, [rowAt('C', 3, { tags: ['W2', 'W2'] })], 3);
    await store.checkpoint({ stage: 'quota', lane: 4 }, [rowAt('D', 9, { tags: ['W2'] })], 9);
    expect(await tagged(store, 'W2')).toEqual(['3 B 5', '4 C 3', '3 A 2']);
    await store.checkpoint(LANE, [rowAt('A', 6, { tags: ['W1'] }), rowAt('B', 6)], 6);
    expect(await tagged(store, 'W2')).toEqual(['4 C 3']);
    expect(await tagged(store, 'W1')).toEqual(['3 A 6']);
    expect(await tagged(store, 'W')).toEqual([]);
  });

  it('saves and lists thousands of rows in one checkpoint', async () => {
    const { store } = current();
    const keys = Array.from({ length: 2_500 }, (_, index) => `P1:${index}`);
    const rows = keys.map((key, index) => rowAt(key, 2, { dueAt: index >> 4 }));
    await store.checkpoint(LANE, rows, 2);
    const due = await collect(store.due(LANE));
    expect(new Set(due.map(({ key }) => key))).toEqual(new Set(keys));
    expect(due).toHaveLength(keys.length);
    expect((await store.load(LANE, keys)).size).toBe(keys.length);
  });
}
