import { Lane, MemoryLaneDisk, MemoryLaneStore, type RunnerOptions, STAGE_HOSTING } from '@sandan/pipeline';
import { EngineRun, inboundRecords, laneOptions, type SentRecord } from '@sandan/testkit';
import { BASE_REFERENCE, OTHER_PLATFORM, START_MS } from '../../seeds/scenarios/base';
import { LI } from '../../seeds/scenarios/people';
import { bundleAt, dealOf, orderAt, waybillAt } from '../../seeds/scenarios/records';
import type { ScenarioRecord } from '../../seeds/scenarios/scenario';

const MEBIBYTE = 1024 * 1024;
const OTHER = dealOf({ ebpCode: OTHER_PLATFORM, buyer: LI, payTransactionId: 'TXN-0002', logisticsNo: 'WB-0002' });

/** Home alone, with a store that has to be waited for: what quota and stock are asked stays unanswered. */
async function openHome(bounds: Partial<RunnerOptions>) {
  const run = new EngineRun();
  const disk = new MemoryLaneDisk();
  const { loadNow: _loadNow, ...store } = bound(new MemoryLaneStore(disk));
  const options = { ...laneOptions(BASE_REFERENCE, store, run), hosting: STAGE_HOSTING.parcel, ...bounds };
  const lane = new Lane(options, 0);
  await lane.open();
  return { lane, run, disk };
}

/** The store's calls as plain functions, so that one of them can be left out. */
function bound(store: MemoryLaneStore) {
  return {
    claim: store.claim.bind(store),
    append: store.append.bind(store),
    entries: store.entries.bind(store),
    load: store.load.bind(store),
    loadNow: store.loadNow.bind(store),
    checkpoint: store.checkpoint.bind(store),
    due: store.due.bind(store),
    findByTag: store.findByTag.bind(store),
    lanes: store.lanes.bind(store),
    lastSeq: store.lastSeq.bind(store),
    checkpointSeq: store.checkpointSeq.bind(store),
    close: store.close.bind(store),
  };
}

async function take(lane: Lane, sent: readonly SentRecord[], batch: number): Promise<void> {
  const records = inboundRecords(sent);
  for (let from = 0; from < records.length; from += batch) {
    await lane.commit(await lane.decide(records.slice(from, from + batch)));
    if (lane.wantsCheckpoint) await lane.checkpoint();
  }
}

function timed({ at, ...record }: ScenarioRecord): SentRecord {
  return { ...record, timestamp: START_MS + at };
}

/** An order of its own with about `characters` of text. */
function largeOrder(number: number, characters: number): SentRecord {
  const note = 'n'.repeat(characters);
  return timed(orderAt(number, dealOf({ orderNo: `L-${number}` }), { memo: note }));
}

describe('memory of a lane', () => {
  it('holds about as many bytes of states as it may, however large documents are', async () => {
    const cacheBytesMax = 2 * MEBIBYTE;
    const { lane } = await openHome({ cacheBytesMax, cacheKeysMax: 100_000, checkpointFlushes: 1_000 });
    const orders = Array.from({ length: 200 }, (_, number) => largeOrder(number, 100_000));
    let most = 0;
    for (const order of orders) {
      await take(lane, [order], 1);
      most = Math.max(most, lane.cachedBytes);
    }
    expect(most).toBeGreaterThan(cacheBytesMax / 2);
    expect(most).toBeLessThan(cacheBytesMax + 500_000);
  });

  it('is not filled by records that change nothing', async () => {
    const { lane } = await openHome({ cacheKeysMax: 50, checkpointKeysMax: 20 });
    const orders = Array.from({ length: 500 }, (_, number) => largeOrder(number, 10));
    await take(lane, orders, 10);
    await lane.checkpoint();
    await take(lane, orders, 10);
    expect(lane.cachedKeys).toBeLessThanOrEqual(50 + 10);
  });

  it('keeps no deadlines of parcels that were decided', async () => {
    const { lane } = await openHome({});
    const bundles = Array.from({ length: 1_500 }, (_, number) =>
      bundleAt(0, dealOf({ orderNo: `D-${number}`, payTransactionId: `T-${number}`, logisticsNo: `W-${number}` }), {
        payment: { amountPaid: '1.00' },
      }).map((record) => timed({ ...record, at: number })),
    );
    await take(lane, bundles.flat(), 300);
    expect(lane.waiting).toBe(0);
    expect(lane.heldDeadlines).toBeLessThan(1_100);
  });
});

describe('a flood under one order number', () => {
  const FLOOD = 120;
  const notes = Array.from({ length: FLOOD }, (_, number) => ({ number, note: `${number}${'n'.repeat(100_000)}` }));

  it('of waybills ends in dead letters, and its lane goes on', async () => {
    const { lane, run, disk } = await openHome({});
    const flood = notes.map(({ number, note }) =>
      timed(waybillAt(number, OTHER, { logisticsNo: `WB-${number}`, memo: note })),
    );
    await take(lane, [timed(orderAt(0)), timed(orderAt(0, OTHER)), ...flood], 5);
    await take(lane, bundleAt(0, dealOf({ orderNo: 'HM-0009' })).map(timed), 5);
    await lane.checkpoint();
    expectFull(run);
    const [row] = [...disk.lane({ stage: 'parcel', lane: 0 }).states.values()];
    expect(row!.state.byteLength).toBeLessThan(16 * MEBIBYTE);
  });

  it('that waits for an answer ends in dead letters too', async () => {
    const { lane, run } = await openHome({});
    const flood = notes.map(({ number, note }) => timed(orderAt(number, dealOf(), { appType: '2', memo: note })));
    await take(lane, [...bundleAt(0).map(timed), ...flood], 5);
    expectFull(run);
  });
});

/** Some were taken, the others came to the dead letters, each with its reason. */
function expectFull(run: EngineRun): void {
  const letters = run.of('dead-letters.v1');
  expect(new Set(letters.map(({ headers }) => headers['reason']))).toEqual(new Set(['number-full']));
  expect(letters.length).toBeGreaterThan(10);
  expect(letters.length).toBeLessThan(100);
}
