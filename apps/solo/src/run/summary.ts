import type { Reference } from '@sandan/domain';
import { type Lane, splitKey } from '@sandan/pipeline';
import type { Counts, PlatformCount, Tally, TaxTotals } from './tally';

/** A number that waits for documents. */
export interface WaitingNumber {
  orderNo: string;
  /** ISO times in business time. */
  since: string;
  until: string;
}

/** The state of the engine on one page. */
export interface DaySummary {
  parcels: number;
  /** Clearances told, all revisions. */
  clearances: number;
  /** Records taken, by topic. */
  documents: Counts;
  outcomes: Counts;
  reasons: Counts;
  /** Receipts by returnStatus, dead letters by reason. */
  receipts: Counts;
  deadLetters: Counts;
  tax: TaxTotals;
  platforms: PlatformCount[];
  /** Numbers that wait for documents, and the oldest of them. */
  waiting: { numbers: number; oldest: WaitingNumber[] };
  /** Clearances of the last 60 full seconds, oldest first. */
  rate: number[];
  backlogRecords: number;
  /** ISO time of the business clock; absent before the first record. */
  clock?: string;
  ruleSet: string;
}

const HOUR_MS = 3_600_000;
const PLATFORMS_SHOWN = 8;
const OLDEST_SHOWN = 5;

export function daySummary(parts: {
  tally: Tally;
  reference: Reference;
  lane: Lane | undefined;
  backlogRecords: number;
  rate: number[];
}): DaySummary {
  const { tally, reference, lane, backlogRecords, rate } = parts;
  const { parcels, outcomes, reasons, receipts, deadLetters, tax } = tally.total();
  const windowMs = reference.settings.matchWindowHours * HOUR_MS;
  const documents = Object.entries(lane?.offsets ?? {}).map(([topic, offset]) => [topic, Number(offset)]);
  const oldest = (lane?.earliestDeadlines(OLDEST_SHOWN) ?? []).map(({ key, at }) => ({
    orderNo: splitKey(key).stateKey,
    since: new Date(at - windowMs).toISOString(),
    until: new Date(at).toISOString(),
  }));
  return {
    parcels,
    clearances: tally.decided,
    documents: Object.fromEntries(documents) as Counts,
    ...{ outcomes, reasons, receipts, deadLetters, tax },
    platforms: tally.busiestPlatforms(PLATFORMS_SHOWN),
    waiting: { numbers: lane?.waiting ?? 0, oldest },
    rate,
    backlogRecords,
    ...(lane && lane.clock > 0 && { clock: new Date(lane.clock).toISOString() }),
    ruleSet: reference.settings.version,
  };
}
