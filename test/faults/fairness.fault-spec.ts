import type { Clearance } from '@sandan/domain';
import type { SentRecord } from '@sandan/testkit';
import { median } from '../../deploy/engine';
import type { StackInfo } from '../../deploy/stack';
import { dayRecords, undisturbedRun } from './day-run';
import { type EngineOutcome, engineOutcome } from './engine-outcome';
import { countsOf, reportFault } from './fault-report';
import { outcomeDifferences } from './outcome-differences';
import { PortRun, UNHARMED } from './port-run';
import { describeReal, freshStack } from './real-stack';
import { withoutAnswersToRepeats } from './repeats';
import { floodOfPlatform, hotBuyer } from './shared-load';
import { spacedChanges } from './spaced-changes';
import type { ToldFrom } from './told-outputs';

const PARCELS = 3_000;
const SEED = 20261111;
/** Parcels a second, well below what the engine decides: a delay must come from what is hot, not from a port that is full. */
const PARCELS_PER_SECOND = 80;
const PLATFORM = '0000P00001';
const DELAY_MAX = 1.1;
/** Each of both loads so often, in turn: what the machine does besides meets both. */
const ROUNDS = 2;
const CHANGES_APART = 1_000;

type Counts = ReturnType<typeof countsOf>;

/** Promise: what one buyer or one platform does delays the others by no more than a tenth. */
describeReal('others beside what is hot', () => {
  let stack: StackInfo;
  const day = spacedChanges(dayRecords({ parcels: PARCELS, seed: SEED, curve: 'flat', faults: false }), CHANGES_APART);

  beforeAll(async () => {
    stack = await freshStack();
  });

  it.each([
    ['one hot buyer', 'every other parcel is one buyer’s', hotBuyer(day)],
    ['flood of one platform', 'it sends each of its orders four times', floodOfPlatform(day, PLATFORM)],
  ])('%s: no more than 10 %% later', async (fault, how, { records, others }) => {
    const usual: number[] = [];
    const loaded: number[] = [];
    let counts: Counts | undefined;
    for (let round = 0; round < ROUNDS; round++) {
      usual.push((await waitOf(stack, day, others)).wait);
      const run = await waitOf(stack, records, others);
      loaded.push(run.wait);
      counts = run.counts;
    }
    const [before, after] = [median(usual), median(loaded)];
    reportFault({
      fault,
      how: `${how}; from the last document to the clearance the others wait ${after.toFixed(0)} ms (median), else ${before.toFixed(0)} ms`,
      parcels: PARCELS,
      ...counts!,
      recoveries: [],
    });
    expect(after).toBeLessThanOrEqual(before * DELAY_MAX);
  });
});

/** Median ms from the last document of a parcel to its first clearance, over the parcels of `others`. */
async function waitOf(
  stack: StackInfo,
  records: readonly SentRecord[],
  others: ReadonlySet<string>,
): Promise<{ wait: number; counts: Counts }> {
  const sentAt = new Map<string, number>();
  const waits = new Map<string, number>();
  const sink = ({ topic, value }: ToldFrom): void => {
    if (topic !== 'clearances.v1') return;
    const { orderNo } = JSON.parse(value) as Clearance;
    const since = sentAt.get(orderNo);
    if (since !== undefined && !waits.has(orderNo)) waits.set(orderNo, performance.now() - since);
  };
  const noting = function* (): Generator<string> {
    for (const record of records) {
      sentAt.set(record.key ?? '', performance.now());
      yield JSON.stringify(record);
    }
  };
  const run = await PortRun.open({ name: 'fairness', stack, told: { sink } });
  try {
    await run.feedLines(noting(), records.length, (PARCELS_PER_SECOND * records.length) / PARCELS);
    const counts = await othersOf(run, (await undisturbedRun(records)).outcome, others);
    const measured = [...others].flatMap((orderNo) => waits.get(orderNo) ?? []);
    expect(measured.length).toBeGreaterThan(others.size / 2);
    return { wait: median(measured), counts };
  } finally {
    await run.close();
  }
}

/** Which of a hot buyer's parcels get the last of the quota is chance between lanes; what becomes of the others is not. */
async function othersOf(run: PortRun, undisturbed: EngineOutcome, others: ReadonlySet<string>): Promise<Counts> {
  const view = (outcome: EngineOutcome): EngineOutcome => withoutAnswersToRepeats(outcomeOf(outcome, others));
  const expected = view(undisturbed);
  const told = (): EngineOutcome => view(engineOutcome(run.outputs.all));
  await run.settle(sizeOf(expected), () => sizeOf(told()));
  const found = outcomeDifferences(told(), expected);
  const counts = { ...countsOf({ ...UNHARMED, ...found, stuck: await run.stuck() }) };
  expect(counts).toEqual(countsOf(UNHARMED));
  return counts;
}

function outcomeOf(outcome: EngineOutcome, numbers: ReadonlySet<string>): EngineOutcome {
  const kept = <Value>(entries: Record<string, Value>, orderNo: (line: string) => string): Record<string, Value> =>
    Object.fromEntries(Object.entries(entries).filter(([line]) => numbers.has(orderNo(line))));
  return {
    clearances: kept(outcome.clearances, (id) => id.split(':')[1]!),
    receipts: kept(outcome.receipts, (line) => line.split(' ')[3]!),
    notices: outcome.notices.filter((notice) => numbers.has((JSON.parse(notice) as { orderNo: string }).orderNo)),
    deadLetters: {},
  };
}

function sizeOf({ clearances, receipts, notices }: EngineOutcome): number {
  return Object.keys(clearances).length + Object.keys(receipts).length + notices.length;
}
