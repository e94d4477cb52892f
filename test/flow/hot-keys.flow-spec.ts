import { Lane, type LaneStore, MemoryLaneDisk, MemoryLaneStore } from '@sandan/pipeline';
import { EngineRun, inboundRecords, laneOptions, type SentRecord } from '@sandan/testkit';
import { START_MS } from '../../seeds/scenarios/base';
import { marketReference } from '../market/market';
import { timed } from '../market/market.arbitrary';
import type { ParcelPlan } from '../market/parcel-plan';
import { threadsOf } from '../market/parcel-threads';

const PARCELS = 200;
const BATCH = 50;
const MORE_MAX = 1.1;
/** Nothing runs out: what is compared is work, not outcomes. */
const REFERENCE = marketReference(1_000_000, '99999999.00');

/** What a lane has done for its parcels: bytes appended and saved, rows saved and read. */
interface Work {
  journalBytes: number;
  savedBytes: number;
  rows: number;
}

describe('what many parcels share', () => {
  const spread = plansWith((number) => ({ buyer: 2 * number, item: number }));

  it.each([
    ['one buyer', plansWith((number) => ({ buyer: 0, item: number }))],
    ['one item', plansWith((number) => ({ buyer: 2 * number, item: 0 }))],
    ['one buyer and one item', plansWith(() => ({ buyer: 0, item: 0 }))],
  ])('costs no more work when all of them have %s', async (_name, hot) => {
    const [usual, shared] = [await workFor(recordsOf(spread)), await workFor(recordsOf(hot))];
    for (const kind of ['journalBytes', 'savedBytes', 'rows'] as const) {
      expect(shared[kind]).toBeLessThanOrEqual(usual[kind] * MORE_MAX);
    }
  });

  it('costs the last parcels no more than the first', async () => {
    const records = recordsOf(plansWith(() => ({ buyer: 0, item: 0 })));
    const half = await workFor(records.slice(0, records.length / 2));
    const whole = await workFor(records);
    expect(whole.journalBytes).toBeLessThanOrEqual(2 * half.journalBytes * MORE_MAX);
    expect(whole.savedBytes).toBeLessThanOrEqual(2 * half.savedBytes * MORE_MAX);
  });

  it('costs others nothing when one number is sent again and again', async () => {
    const records = recordsOf(spread);
    const flood = Array.from({ length: records.length }, () => records[0]!);
    const usual = await workFor(records);
    const flooded = await workFor(records.flatMap((record, place) => [record, flood[place]!]));
    // Each of the repeats has its receipt in the journal and changes no state.
    expect(flooded.savedBytes).toBeLessThanOrEqual(usual.savedBytes * MORE_MAX);
    expect(flooded.rows).toBeLessThanOrEqual(usual.rows * MORE_MAX);
  });
});

function plansWith(shared: (number: number) => { buyer: number; item: number }): ParcelPlan[] {
  return Array.from({ length: PARCELS }, (_, number) => {
    const { buyer, item } = shared(number);
    const lines = [{ item: item % 2, pieces: 1, fen: 1_000 }];
    return { number, twist: 'clean', declared: false, buyer, lines, freightFen: 0, insuredFen: 0 };
  });
}

function recordsOf(plans: readonly ParcelPlan[]): SentRecord[] {
  return timed(plans.flatMap(threadsOf).flat(), START_MS);
}

async function workFor(sent: readonly SentRecord[]): Promise<Work> {
  const work = { journalBytes: 0, savedBytes: 0, rows: 0 };
  const options = laneOptions(REFERENCE, counting(work), new EngineRun());
  const lane = new Lane({ ...options, checkpointFlushes: 2, checkpointKeysMax: 100_000, cacheKeysMax: 500 }, 0);
  await lane.open();
  const records = inboundRecords(sent);
  for (let from = 0; from < records.length; from += BATCH) {
    await lane.commit(await lane.decide(records.slice(from, from + BATCH)));
    if (lane.wantsCheckpoint) await lane.checkpoint();
  }
  return work;
}

/** A store that counts what goes through it. */
function counting(work: Work): LaneStore {
  const store = new MemoryLaneStore(new MemoryLaneDisk());
  const { append, checkpoint, loadNow } = store;
  store.append = (lane, entry) => {
    work.journalBytes += entry.facts.byteLength + entry.outputs.byteLength;
    return append.call(store, lane, entry);
  };
  store.checkpoint = (lane, rows, seq) => {
    work.rows += rows.length;
    for (const row of rows) work.savedBytes += row.state.byteLength;
    return checkpoint.call(store, lane, rows, seq);
  };
  store.loadNow = (lane, key) => {
    const row = loadNow.call(store, lane, key);
    if (row) work.rows += 1;
    return row;
  };
  return store;
}
