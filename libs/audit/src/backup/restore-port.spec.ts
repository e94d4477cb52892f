import { STAGE_TOPICS } from '@sandan/contracts';
import { buildReference, type Reference } from '@sandan/domain';
import {
  encodeEnvelope,
  type JournalHead,
  type LaneRef,
  MemoryLaneStore,
  type OutboundRecord,
  packOutputs,
} from '@sandan/pipeline';
import { sampleReference } from '../fixtures/sample-day.fixture';
import { OtherTopicsError, restorePort } from './restore-port';

const HOME: LaneRef = { stage: 'parcel', lane: 0 };
const QUOTA: LaneRef = { stage: 'quota', lane: 1 };
const NOTHING = new Uint8Array();
const HEAD: JournalHead = { offsets: { 'orders.v1': 9n }, clock: 7, wallAt: 0, serials: { a: 4 }, marks: {} };
const ENDS = new Map([
  ['orders.v1', new Map([[0, 20n]])],
  [STAGE_TOPICS.quota, new Map([[1, 50n]])],
  [STAGE_TOPICS.parcel, new Map([[0, 60n]])],
]);

describe('the copy of a port over a log', () => {
  let reference: Reference;
  let copy: MemoryLaneStore;
  let target: MemoryLaneStore;
  let sent: OutboundRecord[];
  const publisher = { publish: (records: readonly OutboundRecord[]) => Promise.resolve(void sent.push(...records)) };

  beforeAll(async () => {
    reference = buildReference(await sampleReference());
  });

  beforeEach(async () => {
    [copy, target, sent] = [new MemoryLaneStore(), new MemoryLaneStore(), []];
    const entry = (seq: number, outputs: OutboundRecord[]) => ({
      seq,
      head: HEAD,
      facts: NOTHING,
      outputs: packOutputs(outputs),
    });
    await copy.append(HOME, entry(1, [question(1, 0), question(1, 1), receipt('1')]));
    await copy.append(HOME, entry(2, [question(2, 0), question(2, 1), receipt('2')]));
    await copy.append(HOME, entry(3, [receipt('3')]));
    await copy.append(HOME, entry(4, []));
    const marks = { 'parcel/0': [2, 0] as [number, number] };
    await copy.append(QUOTA, { seq: 1, head: { ...HEAD, offsets: {}, marks }, facts: NOTHING, outputs: NOTHING });
  });

  it('goes on behind the ends of the topics between stages, and where it was in those of partners', async () => {
    const { lanes } = await restorePort(copy, target, { reference, ends: ENDS, publisher });
    expect(lanes.map(({ stage, lastSeq }) => [stage, lastSeq])).toEqual([
      ['parcel', 4],
      ['quota', 1],
    ]);
    const home = await target.claim(HOME, 'next', HEAD);
    expect(home).toMatchObject({ seq: 6, checkpointSeq: 4 });
    // 11 records lie behind the copy: so many numbers may have been given, and those under way.
    const offsets = { 'orders.v1': 9n, [STAGE_TOPICS.parcel]: 60n };
    expect(home.head).toEqual({ ...HEAD, offsets, serials: { a: 4 + 11 + 10_000 } });
    expect((await target.claim(QUOTA, 'next', HEAD)).head.offsets).toEqual({ [STAGE_TOPICS.quota]: 50n });
  });

  it('sends again what was under way, and what its last entry told', async () => {
    const { sentAgain } = await restorePort(copy, target, { reference, ends: ENDS, publisher });
    expect(sent.map(({ value }) => value)).toEqual([question(2, 1).value, receipt('3').value].map(text));
    expect(sentAgain).toBe(2);
  });

  it('is refused over topics that hold less than was taken, unless these are said to be new', async () => {
    const empty = new Map([['orders.v1', new Map([[0, 0n]])]]);
    await expect(restorePort(copy, target, { reference, ends: empty, publisher })).rejects.toThrow(OtherTopicsError);
    expect([await target.lanes(), sent]).toEqual([[], []]);
    await restorePort(copy, target, { reference, ends: empty, publisher, newTopics: true });
    const { head } = await target.claim(HOME, 'next', HEAD);
    expect(head).toEqual({ ...HEAD, offsets: { [STAGE_TOPICS.parcel]: 0n }, serials: { a: 1_000_004 } });
  });
});

function question(seq: number, index: number): OutboundRecord {
  const value = encodeEnvelope(['parcel', 0, seq, index], ['["key",1,{}]']);
  return { topic: STAGE_TOPICS.quota, key: null, partition: 1, value, timestamp: 1 };
}

function receipt(value: string): OutboundRecord {
  return { topic: 'receipts.v1', key: value, value, timestamp: 1 };
}

function text(value: Uint8Array | string): string {
  return String(value);
}
