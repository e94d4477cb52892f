import type { MessagePort } from 'node:worker_threads';
import type { ReferenceData } from '@sandan/domain';
import type { Summary } from './summary';

/** One run over a file; goes to the threads that decide as it stands. */
export interface ClearJob {
  reference: ReferenceData;
  /** Absent where the lines are handed in. */
  inFile?: string;
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

/** Which part of the parcels a thread decides, when there are several. */
export interface Share {
  shard: number;
  shards: number;
  /** Where the ledgers are asked. */
  ledgerPort: MessagePort;
}

/** What a deciding thread starts with, and what it says. */
export interface ThreadStart {
  job: ClearJob;
  /** Where its journal, or its store, is hosted. */
  storePort: MessagePort;
  /** Absent where one thread decides everything. */
  share?: Share;
  /** Where the lines come from (`LineFeed`), instead of the file. */
  linesPort?: MessagePort;
}

export type ThreadMessage = { progress: ClearProgress } | { summary: Summary };
