import type { AnyStage, Reference } from '@sandan/domain';
import { createDigest } from '../digest';
import { MemoryLaneStore } from '../memory/memory-lane-store';
import { LaneRevokedError, type LaneReader } from '../ports/log.port';
import type { InboundRecord } from '../ports/records';
import { LaneWorker } from './lane-worker';
import { SILENT } from './observer';

const stage: AnyStage = {
  name: 'parcel',
  initial: () => ({ count: 0 }),
  decide: (_state, { facts }: { facts: number }) => ({
    facts: Array.from({ length: facts }, () => ({ happened: true })),
    outputs: [],
  }),
  evolve: ({ count }: { count: number }) => ({ count: count + 1 }),
};

const record = (offset: number): InboundRecord => ({
  topic: 'orders.v1',
  partition: 0,
  offset: BigInt(offset),
  key: null,
  value: null,
  timestamp: 1_000 + offset,
});

/** Gives so many records, one a read, and is revoked after them. */
function readerOf(count: number, onCommitted: (to: bigint) => void = () => undefined): LaneReader {
  let given = 0;
  return {
    lane: 0,
    read: () => (given < count ? Promise.resolve([record(given++)]) : Promise.reject(new LaneRevokedError(0))),
    committed: (offsets) => onCommitted(offsets['orders.v1']!),
    lag: () => ({ records: 0 }),
    idle: () => false,
  };
}

/** Its checkpoints are done when the test says so. */
class SlowStore extends MemoryLaneStore {
  running = 0;
  mostRunning = 0;
  saved = 0;
  whenDone: Promise<void> = Promise.resolve();

  override async checkpoint(...args: Parameters<MemoryLaneStore['checkpoint']>): Promise<void> {
    this.mostRunning = Math.max(this.mostRunning, ++this.running);
    await this.whenDone;
    await super.checkpoint(...args);
    this.running--;
    this.saved += args[1].length;
  }
}

function workerOn(store: MemoryLaneStore, facts = 1): LaneWorker {
  return new LaneWorker({
    hosting: {
      name: 'parcel',
      stages: [stage],
      partners: { stage: 'parcel', read: ({ offset }) => ({ key: `key-${offset}`, input: { facts } }) },
      stageTopics: {} as never,
    },
    store,
    reference: {} as Reference,
    digest: createDigest('test'),
    observer: SILENT,
    lanes: 1,
    owner: 'test',
    wallClock: () => 0,
    batchRecordsMax: 10,
    batchBytesMax: Infinity,
    readWaitMs: 0,
    checkpointFlushes: 2,
    checkpointKeysMax: 2,
    cacheKeysMax: 100,
    cacheBytesMax: 1_000_000,
    idleClockMs: 0,
  });
}

async function runOver(store: MemoryLaneStore, reader: LaneReader): Promise<LaneWorker> {
  const worker = workerOn(store);
  await worker.assigned(0);
  await worker.run(reader);
  return worker;
}

describe('a lane at work', () => {
  it('decides and commits while its states are being saved', async () => {
    const store = new SlowStore();
    let done = (): void => undefined;
    store.whenDone = new Promise((resolve) => (done = resolve));
    // The first checkpoint begins with the second record, and ends only when two more are committed.
    await runOver(
      store,
      readerOf(6, (to) => to >= 4n && done()),
    );
    expect(store.saved).toBe(6);
  });

  it('with a backlog waits for its checkpoints, so that what they saved can be dropped', async () => {
    const store = new SlowStore();
    store.whenDone = new Promise((resolve) => setTimeout(resolve, 5));
    const worker = workerOn(store, 200);
    await worker.assigned(0);
    const runningThen: number[] = [];
    const reader = readerOf(6);
    const read = () => {
      runningThen.push(store.running);
      return readNext();
    };
    const readNext = reader.read.bind(reader, 1, 1, 0);
    await worker.run({ ...reader, read });
    expect(runningThen).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(store.saved).toBe(6);
  });

  it('saves one checkpoint after the other, and all of them before it is given back', async () => {
    const store = new SlowStore();
    store.whenDone = new Promise((resolve) => setTimeout(resolve, 5));
    await runOver(store, readerOf(20));
    expect([store.mostRunning, store.running, store.saved]).toEqual([1, 0, 20]);
  });

  it('ends with what made a checkpoint fail', async () => {
    const store = new SlowStore();
    store.whenDone = Promise.reject(new Error('the disk is full'));
    const worker = workerOn(store);
    await worker.assigned(0);
    await expect(worker.run(readerOf(9))).rejects.toThrow('the disk is full');
    expect(worker.failure?.message).toBe('the disk is full');
  });
});
