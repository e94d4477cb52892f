import type { MessagePort } from 'node:worker_threads';
import type { ReferenceData } from '@sandan/domain';
import type { Summary } from './summary';

/** One run over a file; goes to the thread that decides as it stands. */
export interface ClearJob {
  reference: ReferenceData;
  inFile: string;
  storeFolder: string;
  /** Secret of the buyers' ledgers; only a store that is kept has one of its own. */
  buyerKey?: string;
  /** Moves the business clock past the last record, ms. */
  until?: number;
}

/** Nobody reads its store afterwards. */
export function isThrownAway({ buyerKey }: ClearJob): boolean {
  return buyerKey === undefined;
}

export interface ClearProgress {
  bytesRead: number;
  records: number;
  parcels: number;
}

/** What the deciding thread starts with, and what it says. */
export interface ThreadStart {
  job: ClearJob;
  /** Where its store is hosted. */
  storePort: MessagePort;
}

export type ThreadMessage = { progress: ClearProgress } | { summary: Summary };
