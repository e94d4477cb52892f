import { loadReference } from '@sandan/config';
import { MemoryLaneStore } from '@sandan/pipeline';
import { runEngine, type SentRecord } from '@sandan/testkit';
import { join } from 'node:path';
import { repositoryRoot } from '../../deploy/stack';
import { DEFAULT_DAY, type DayOptions, generateDay } from '../../seeds/day';
import { type EngineOutcome, engineOutcome, outputCount } from './engine-outcome';
import { type Ledgers, ledgersOf } from './ledgers';

export const REFERENCE_FOLDER = join(repositoryRoot(), 'seeds', 'reference');

/** Shorter than a match window: no parcel expires, so the clocks of lanes and of a whole file end in the same outcomes. */
const DAY_END_MS = Date.parse(`${DEFAULT_DAY}T00:00:00+08:00`) + 24 * 3_600_000 - 1;

/** The records of a generated day up to its midnight; parcels whose waybill comes later go on waiting. */
export function dayRecords(options: DayOptions): SentRecord[] {
  return [...generateDay(options)].filter(isOfDay);
}

export function isOfDay({ timestamp }: SentRecord): boolean {
  return timestamp <= DAY_END_MS;
}

export interface UndisturbedRun {
  outcome: EngineOutcome;
  ledgers: Ledgers;
  /** Different outputs it told. */
  outputs: number;
  parcels: number;
}

/** What becomes of the records in one process, in one lane, without any fault. */
export async function undisturbedRun(records: readonly SentRecord[]): Promise<UndisturbedRun> {
  const store = new MemoryLaneStore();
  const run = await runEngine(await loadReference(REFERENCE_FOLDER), records, { batch: 2_000, store });
  const outcome = engineOutcome(run.told);
  return {
    outcome,
    ledgers: await ledgersOf(store, [{ stage: 'port', lane: 0 }]),
    outputs: outputCount(run.told),
    parcels: Object.keys(outcome.clearances).length,
  };
}

/** The records as lines of a file (contract 12). */
export function* linesOf(records: Iterable<SentRecord>): Generator<string> {
  for (const record of records) yield JSON.stringify(record);
}
