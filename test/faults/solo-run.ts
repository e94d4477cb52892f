import { OUTBOUND_TOPICS } from '@sandan/contracts';
import { EmbeddedEnvironment, EmbeddedLaneStore, EmbeddedLog } from '@sandan/embedded';
import type { SentRecord } from '@sandan/testkit';
import { join } from 'node:path';
import { dayRecords, linesOf, REFERENCE_FOLDER, undisturbedRun } from './day-run';
import { type EngineOutcome, engineOutcome } from './engine-outcome';
import { countsOf, reportFault } from './fault-report';
import { ledgersOf } from './ledgers';
import { openDecisions } from './open-decisions';
import { outcomeDifferences } from './outcome-differences';
import { pacedLines } from './paced-lines';
import { ledgerDifferences, shortened, UNHARMED, type Verdict } from './port-run';
import { SoloProcess } from './solo-process';
import { toldFrom, type ToldFrom } from './told-outputs';
import { DIST } from './real-stack';
import { withoutAnswersToRepeats } from './repeats';

export interface SoloCase {
  fault: string;
  how: string;
  parcels: number;
  /** An empty folder in which the engine keeps its data. */
  data: string;
  logFolder: string;
  /** Wreaks the fault while records come in; resolves with the seconds to full service, each time. */
  disturb(solo: SoloProcess): Promise<number[]>;
}

const SEED = 20261111;
const RECORDS_PER_SECOND = 400;
const TOGETHER = 50;
const PORT_LANE = { stage: 'port', lane: 0 };
/** The last fifth is spared while the fault lasts. */
const SPARED_PART = 5;
const READ_RECORDS = 5_000;

/** A day is posted to an embedded engine while something happens to it; then all must be as if nothing had. */
export async function soloRun({ fault, how, parcels, data, logFolder, disturb }: SoloCase): Promise<number[]> {
  const records = dayRecords({ parcels, seed: SEED, curve: 'normal' });
  const expected = await undisturbedRun(records);
  const logFile = join(logFolder, `${fault.replaceAll(/\W+/g, '-')}.log`);
  const solo = new SoloProcess({ dist: DIST, data, reference: REFERENCE_FOLDER, logFile });
  try {
    await solo.start();
    let isOver = false;
    const [recoveries] = await Promise.all([
      disturb(solo).finally(() => (isOver = true)),
      feed(solo, records, () => !isOver),
    ]);
    await solo.untilSettled();
    expect(await solo.stop()).toBe(0);
    const verdict = await verdictOf(data, expected);
    const deaths = solo.deaths === 0 ? '' : `; started again by the supervisor: ${solo.deaths}`;
    reportFault({ fault, how: `${how}${deaths}`, parcels, ...countsOf(verdict), recoveries });
    expect(shortened(verdict)).toEqual(UNHARMED);
    return recoveries;
  } finally {
    await solo.giveUp();
  }
}

async function feed(solo: SoloProcess, records: readonly SentRecord[], goOn: () => boolean): Promise<void> {
  const spared = records.length / SPARED_PART;
  const pace = (sent: number): number =>
    RECORDS_PER_SECOND * (goOn() ? Math.min(1, (records.length - sent) / spared) : 1);
  let lines: string[] = [];
  for await (const line of pacedLines(linesOf(records), pace)) {
    lines.push(line);
    if (lines.length < TOGETHER) continue;
    await solo.take(lines);
    lines = [];
  }
  if (lines.length > 0) await solo.take(lines);
}

async function verdictOf(data: string, expected: Awaited<ReturnType<typeof undisturbedRun>>): Promise<Verdict> {
  const environment = EmbeddedEnvironment.open(join(data, 'lmdb'));
  try {
    const store = new EmbeddedLaneStore(environment);
    const outcome = engineOutcome(toldIn(EmbeddedLog.open(environment, { partitions: 1 })));
    // What was sent again because no answer came is answered as a repeat.
    const view = (one: EngineOutcome): EngineOutcome => withoutAnswersToRepeats(one);
    return {
      ...outcomeDifferences(view(outcome), view(expected.outcome)),
      stuck: await openDecisions(store, [PORT_LANE]),
      ledgers: ledgerDifferences(await ledgersOf(store, [PORT_LANE]), expected.ledgers),
      sharedNumbers: 0,
    };
  } finally {
    await environment.close();
  }
}

function toldIn(log: EmbeddedLog): ToldFrom[] {
  return OUTBOUND_TOPICS.flatMap((topic) => {
    const told: ToldFrom[] = [];
    for (let from = 0n; from < log.endOffset(topic, 0); from = BigInt(told.length)) {
      told.push(...log.read(topic, from, READ_RECORDS).map(toldFrom));
    }
    return told;
  });
}
