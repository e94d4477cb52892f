import type { OutwardRecord } from '@sandan/domain';
import type { DeadLetterReason } from '../intake/intake';
import type { JournalFact } from './packing';
import type { Halt } from './poison-breaker';

/** What a flush did, for metrics and pages. */
export interface FlushReport {
  stage: string;
  lane: number;
  /** Number of its journal entry. */
  seq: number;
  records: number;
  /** Records by topic. */
  topics: ReadonlyMap<string, number>;
  outward: readonly OutwardRecord[];
  facts: readonly JournalFact[];
  deadLetters: readonly { topic: string; reason: DeadLetterReason }[];
  /** ms spent deciding; appending to the store; publishing. */
  decideMs: number;
  appendMs: number;
  publishMs: number;
  /** Keys that wait for a deadline, and the earliest of these deadlines. */
  waiting: number;
  nextDeadline: number | undefined;
  clock: number;
}

/** Watches the runner; never part of a decision. */
export interface RunnerObserver {
  /** An entry is durable and its outputs are told. */
  flushed?(report: FlushReport): void;
  /** The lane was taken over by another runner. */
  fenced(stage: string, lane: number): void;
  lag(stage: string, lane: number, lag: { records: number; seconds: number }): void;
  /** The lane is worked no longer: what was last told of it is not true any more. */
  closed?(stage: string, lane: number): void;
  /** The lane takes no more records: too many of the last became dead letters. */
  halted?(stage: string, lane: number, halt: Halt): void;
  /** A record that broke the decider; it became a dead letter. */
  undecidable(record: { topic: string; partition: number; offset: bigint }, error: unknown): void;
}

export const SILENT: RunnerObserver = {
  fenced: () => undefined,
  lag: () => undefined,
  undecidable: () => undefined,
};
