import type { MessagePort } from 'node:worker_threads';
import type { JournalEntry, LaneRef } from '@sandan/pipeline';
import type { EmbeddedLaneStore } from '../store/embedded-lane-store';
import { answerCalls, type Offered } from './port-calls';
import { type PackedRows, unpackRows } from './store-call';

export interface StoreHostOptions {
  /** Called after an entry is durable, before its append is answered. */
  appended?(lane: LaneRef, entry: JournalEntry): void;
  /** Further calls by name. */
  also?: Offered;
}

/** Answers the calls of a `ThreadedLaneStore` in the thread that writes. */
export function hostLaneStore(port: MessagePort, store: EmbeddedLaneStore, options: StoreHostOptions = {}): void {
  answerCalls(port, {
    ...options.also,
    claim: store.claim.bind(store),
    append: async (lane: LaneRef, entry: JournalEntry) => {
      await store.append(lane, entry);
      options.appended?.(lane, entry);
    },
    checkpoint: (lane: LaneRef, rows: PackedRows, seq: number) => store.checkpoint(lane, unpackRows(rows), seq),
  });
}
