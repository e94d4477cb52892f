import { MongoLaneStore } from '@sandan/mongo';
import { createPortTopics, loadRecords } from '@sandan/service';
import { join } from 'node:path';
import type { StackInfo } from '../../deploy/stack';
import { dayRecords, linesOf, REFERENCE_FOLDER, undisturbedRun } from './day-run';
import { engineOutcome, outputCount, sharedNumbers } from './engine-outcome';
import { ledgerLanes, ledgersOf } from './ledgers';
import { describeReal, DIST, freshStack } from './real-stack';
import { stageEnvironment, StageProcess } from '../../deploy/engine';
import { ToldOutputs } from './told-outputs';
import { waitUntilTold } from './wait-until-told';

const PARTITIONS = 6;

/** Promise: the stages in processes of their own, over Kafka and MongoDB, decide as the whole engine in one lane does. */
describeReal('whole flow', () => {
  const records = dayRecords({ parcels: 2_000, seed: 20261111, curve: 'normal' });
  let stack: StackInfo;
  let processes: StageProcess[];
  let outputs: ToldOutputs;
  let store: MongoLaneStore;

  beforeAll(async () => {
    stack = await freshStack();
    await createPortTopics({ brokers: stack.brokers, partitions: PARTITIONS });
    await loadRecords({ brokers: stack.brokers, from: linesOf(records) });
    const environment = stageEnvironment(stack, REFERENCE_FOLDER);
    processes = (['parcel', 'ledger', 'release'] as const).map(
      (app) => new StageProcess({ app, dist: DIST, logFolder: join(stack.folder, 'whole-flow'), environment }),
    );
    outputs = new ToldOutputs(stack.brokers);
    store = await MongoLaneStore.connect(stack.mongoUri);
    await outputs.start();
    await Promise.all(processes.map((process) => process.start()));
  });

  afterAll(async () => {
    await Promise.all((processes ?? []).map((process) => process.kill()));
    await outputs?.close();
    await store?.close();
  });

  it('tells, counts and reserves what an undisturbed run does, and ends its processes in order', async () => {
    const expected = await undisturbedRun(records);
    expect(expected.parcels).toBeGreaterThan(1_500);
    await waitUntilTold(outputs, expected.outputs, () => outputCount(outputs.all));
    expect(await Promise.all(processes.map((process) => process.stop()))).toEqual([0, 0, 0]);
    expect(engineOutcome(outputs.all)).toEqual(expected.outcome);
    expect(await ledgersOf(store, ledgerLanes(PARTITIONS))).toEqual(expected.ledgers);
    expect(sharedNumbers(outputs.all)).toBe(0);
  });
});
