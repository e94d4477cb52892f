import type { Clearance } from '@sandan/domain';
import { median } from '../../deploy/engine';
import type { StackInfo } from '../../deploy/stack';
import { dayRecords, undisturbedRun } from './day-run';
import { type EngineOutcome, engineOutcome } from './engine-outcome';
import { countsOf, reportFault } from './fault-report';
import { outcomeDifferences } from './outcome-differences';
import { PortRun, shortened, UNHARMED } from './port-run';
import { describeReal, freshStack } from './real-stack';
import { withoutAnswersToRepeats } from './repeats';
import { floodOfPlatform, hotBuyer, inTurns, isLoaded, lastTurns, type Load } from './shared-load';
import { spacedChanges } from './spaced-changes';
import type { ToldFrom } from './told-outputs';

const PARCELS = 7_200;
const SEED = 20261111;
/** Parcels a second, well below what the engine decides: a delay must come from what is hot, not from a port that is full. */
const PARCELS_PER_SECOND = 80;
const PLATFORM = '0000P00001';
const DELAY_MAX = 1.1;
/** Of some seconds each. */
const TURNS = 12;
/** Of processes that have just started, and not measured. */
const FIRST_TURNS = 2;
/** What a turn begins with waits for what the one before left behind. */
const SETTLING_PART = 1 / 4;
/** Four seconds. */
const CHANGES_APART = 2_240;

type Counts = ReturnType<typeof countsOf>;

/** Promise: what one buyer or one platform does delays the others by no more than a tenth. */
describeReal('others beside what is hot', () => {
  let stack: StackInfo;
  const day = dayRecords({ parcels: PARCELS, seed: SEED, curve: 'flat', faults: false });
  const turns = inTurns(spacedChanges(day, CHANGES_APART), TURNS);

  beforeAll(async () => {
    stack = await freshStack();
  });

  it.each([
    ['one hot buyer', 'every other parcel is one buyer’s', hotBuyer(turns)],
    ['flood of one platform', 'it sends each of its orders four times', floodOfPlatform(turns, PLATFORM)],
  ])('%s: no more than 10 %% later', async (fault, how, load) => {
    const { waits, counts } = await waitsBeside(stack, load);
    const [usual, loaded] = [false, true].map((is) => waits.filter((_, turn) => isLoaded(turn) === is));
    const ratio = median(loaded!.map((wait, pair) => wait / usual![pair]!));
    const times = `${median(loaded!).toFixed(0)} ms (median), else ${median(usual!).toFixed(0)} ms`;
    reportFault({
      fault,
      how:
        `${how}, for some seconds in turn with none of it; from the last document to the clearance the others wait ` +
        `${times}: ${ratio.toFixed(2)} times as long (median of ${usual!.length} pairs)`,
      parcels: PARCELS,
      ...counts,
      recoveries: [],
    });
    expect(ratio).toBeLessThanOrEqual(DELAY_MAX);
  });
});

/** Median ms from the last document of a parcel to its first clearance, over the others of each measured turn. */
async function waitsBeside(stack: StackInfo, load: Load): Promise<{ waits: number[]; counts: Counts }> {
  const records = load.turns.flat();
  const sentAt = new Map<string, number>();
  const told = new Map<string, number>();
  const sink = ({ topic, value }: ToldFrom): void => {
    if (topic !== 'clearances.v1') return;
    const { orderNo } = JSON.parse(value) as Clearance;
    const since = sentAt.get(orderNo);
    if (since !== undefined && !told.has(orderNo)) told.set(orderNo, performance.now() - since);
  };
  const noting = function* (): Generator<string> {
    for (const record of records) {
      sentAt.set(record.key ?? '', performance.now());
      yield JSON.stringify(record);
    }
  };
  const run = await PortRun.open({ name: 'fairness', stack, told: { sink } });
  try {
    await run.feedLines(noting(), records.length, paceOf(load.turns));
    const counts = await othersOf(run, (await undisturbedRun(records)).outcome, load.others);
    return { waits: measuredTurns(load).map((numbers) => medianOf(numbers, told)), counts };
  } finally {
    await run.close();
  }
}

/** Each turn takes the same time: what is hot comes on top of the others' records. */
function paceOf(turns: Load['turns']): (sent: number) => number {
  const seconds = PARCELS / TURNS / PARCELS_PER_SECOND;
  const rates = turns.flatMap((records) => records.map(() => records.length / seconds));
  return (sent) => rates[sent] ?? rates.at(-1)!;
}

/** Order numbers of the others that are completed in each of the turns that are measured. */
function measuredTurns({ turns, others }: Load): string[][] {
  const completed = lastTurns(turns);
  return turns.slice(FIRST_TURNS).map((records, index) => {
    const settled = records.slice(records.length * SETTLING_PART).map(({ key }) => key ?? '');
    return [...new Set(settled)].filter((key) => others.has(key) && completed.get(key) === index + FIRST_TURNS);
  });
}

function medianOf(numbers: readonly string[], told: ReadonlyMap<string, number>): number {
  const waits = numbers.flatMap((number) => told.get(number) ?? []);
  expect(waits.length).toBeGreaterThan(numbers.length / 2);
  return median(waits);
}

/** Which of a hot buyer's parcels get the last of the quota is chance between lanes; what becomes of the others is not. */
async function othersOf(run: PortRun, undisturbed: EngineOutcome, others: ReadonlySet<string>): Promise<Counts> {
  const view = (outcome: EngineOutcome): EngineOutcome => withoutAnswersToRepeats(outcomeOf(outcome, others));
  const expected = view(undisturbed);
  const told = (): EngineOutcome => view(engineOutcome(run.outputs.all));
  await run.settle(sizeOf(expected), () => sizeOf(told()));
  const found = outcomeDifferences(told(), expected);
  const verdict = { ...UNHARMED, ...found, stuck: await run.stuck() };
  expect(shortened(verdict)).toEqual(UNHARMED);
  return countsOf(verdict);
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
