import { buildReference, type ReferenceData } from '@sandan/domain';
import {
  createDigest,
  type InboundRecord,
  type JournalHead,
  Lane,
  type LaneRef,
  type LaneStore,
  MemoryLaneStore,
} from '@sandan/pipeline';
import { EngineRun, inboundRecords, laneOptions, type SentRecord } from '@sandan/testkit';
import { generateDay } from '../../../../seeds/day';
import { auditStore } from '../audit-store';
import { sampleReference } from '../fixtures/sample-day.fixture';
import { copyJournals, restoreJournals } from './copy-journals';

const PORT = { stage: 'port', lane: 0 };
const RECORDS_A_FLUSH = 40;
const HEAD: JournalHead = { offsets: {}, clock: 0, wallAt: 0, serials: {}, marks: {} };
const NOTHING = new Uint8Array();

describe('a copy of a store', () => {
  let data: ReferenceData;
  let records: InboundRecord[];
  let undisturbed: EngineRun;

  beforeAll(async () => {
    data = await sampleReference();
    records = inboundRecords([...generateDay({ parcels: 150, seed: 11, curve: 'peak' })] as SentRecord[]);
    undisturbed = new EngineRun();
    await work(new MemoryLaneStore(), undisturbed, records.length);
  });

  /** Takes the records that the store has not seen yet, up to one of them, as a lane does that comes back. */
  async function work(store: LaneStore, run: EngineRun, until: number): Promise<void> {
    const lane = new Lane(laneOptions(data, store, run), 0);
    const offsets = await lane.open();
    const seen = (record: InboundRecord) => record.offset < (offsets[record.topic] ?? 0n);
    const rest = records.slice(0, until).filter((record) => !seen(record));
    for (let from = 0; from < rest.length; from += RECORDS_A_FLUSH) {
      await lane.commit(await lane.decide(rest.slice(from, from + RECORDS_A_FLUSH)));
    }
  }

  const told = (run: EngineRun) => [...new Set(run.clearances.map((clearance) => JSON.stringify(clearance)))].sort();

  it.each([1, 3, 7])(
    'taken %i flushes into a day is restored, catches up from the log and loses nothing',
    async (flushes) => {
      const [lost, copy, restored] = [new MemoryLaneStore(), new MemoryLaneStore(), new MemoryLaneStore()];
      const run = new EngineRun();
      await work(lost, run, flushes * RECORDS_A_FLUSH);
      await copyJournals(lost, copy);
      await work(lost, run, (flushes + 2) * RECORDS_A_FLUSH);
      const reference = buildReference(data);
      await restoreJournals(copy, restored, reference);
      await work(restored, run, records.length);
      expect(told(run)).toEqual(told(undisturbed));
      const { laws } = await auditStore({ store: restored, reference, digest: createDigest('testkit'), pieces: 2 });
      expect(laws.filter(({ broken }) => broken > 0)).toEqual([]);
    },
  );

  it('is brought up to date by copying only what is new', async () => {
    const [store, copy] = [new MemoryLaneStore(), new MemoryLaneStore()];
    await work(store, new EngineRun(), 2 * RECORDS_A_FLUSH);
    const [first] = await copyJournals(store, copy);
    await work(store, new EngineRun(), 5 * RECORDS_A_FLUSH);
    const [second] = await copyJournals(store, copy);
    expect(second!.lastSeq).toBe(first!.lastSeq + second!.added);
    expect(second!.added).toBe(4);
    expect(await copy.lastSeq(PORT)).toBe(await store.lastSeq(PORT));
  });

  it('holds every message that a lane of it has taken', async () => {
    const [store, copy] = [new MemoryLaneStore(), new MemoryLaneStore()];
    const parcels: LaneRef = { stage: 'parcel', lane: 0 };
    const quota: LaneRef = { stage: 'quota', lane: 0 };
    const append = (lane: LaneRef, seq: number, marks: JournalHead['marks'] = {}) =>
      store.append(lane, { seq, head: { ...HEAD, marks }, facts: NOTHING, outputs: NOTHING });
    await append(parcels, 1);
    await append(quota, 1);
    const { lastSeq } = store;
    // Between the look at the parcels and the look at the buyers, a message is sent and taken.
    store.lastSeq = async (lane) => {
      const last = await lastSeq.call(store, lane);
      if (lane.stage !== 'parcel' || last > 1) return last;
      await append(parcels, 2);
      await append(quota, 2, { 'parcel/0': [2, 0] });
      return last;
    };
    const copied = await copyJournals(store, copy);
    expect(copied.map(({ stage, lastSeq: last }) => `${stage} ${last}`)).toEqual(['parcel 2', 'quota 2']);
  });

  it('is not restored over another store', async () => {
    const [copy, taken] = [new MemoryLaneStore(), new MemoryLaneStore()];
    await work(taken, new EngineRun(), RECORDS_A_FLUSH);
    await expect(restoreJournals(copy, taken, buildReference(data))).rejects.toThrow('restore into an empty one');
  });
});
