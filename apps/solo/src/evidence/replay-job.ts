import type { MessagePort } from 'node:worker_threads';
import type { Reference } from '@sandan/domain';
import { draftRules, ruleSetsOf } from './kept-reference';
import type { EvidenceOptions } from './open-evidence';

/** One replay, as it was asked for; goes to the thread that decides as it stands. */
export interface ReplayJob extends EvidenceOptions {
  day: string;
  reference?: string;
  rules?: string;
  json?: true;
}

/** What the deciding thread starts with, and what it says. */
export interface ReplayStart {
  job: ReplayJob;
  scratchFolder: string;
  /** Where its scratch store is hosted. */
  storePort: MessagePort;
}

export interface ReplayResult {
  records: number;
  decisions: number;
  /** For standard output. */
  text: string;
  failed: boolean;
}

export type ReplayMessage = { records: number } | { result: ReplayResult };

/** The rules that hold now, and those that the day is run through. Throws `UsageError`, `BadReferenceError`. */
export async function replayRules(
  { reference, rules }: ReplayJob,
  storeFolder: string | undefined,
): Promise<{ current: Reference; tried: Reference }> {
  const { current } = await ruleSetsOf(storeFolder, reference);
  const tried = rules === undefined ? current : await draftRules(rules, storeFolder, reference);
  return { current, tried };
}
