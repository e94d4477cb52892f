import type { MessagePort } from 'node:worker_threads';
import type { JournalEntry, LaneRef } from '@sandan/pipeline';
import type { EmbeddedLaneStore } from '../store/embedded-lane-store';
import { type PackedRows, type StoreAnswer, type StoreCall, unpackRows } from './store-call';

export interface StoreHostOptions {
  /** Called after an entry is durable, before its append is answered. */
  appended?(lane: LaneRef, entry: JournalEntry): void;
  /** Further calls by name. */
  also?: Readonly<Record<string, (...args: never[]) => unknown>>;
}

/** Answers the calls of a `ThreadedLaneStore` in the thread that writes. */
export function hostLaneStore(port: MessagePort, store: EmbeddedLaneStore, options: StoreHostOptions = {}): void {
  const calls: Record<string, (...args: never[]) => unknown> = {
    ...options.also,
    claim: store.claim.bind(store),
    append: async (lane: LaneRef, entry: JournalEntry) => {
      await store.append(lane, entry);
      options.appended?.(lane, entry);
    },
    checkpoint: async (lane: LaneRef, rows: PackedRows, seq: number) => {
      await store.checkpoint(lane, unpackRows(rows), seq);
      return store.indexNews;
    },
  };
  const answer = (message: StoreAnswer): void => port.postMessage(message);
  port.on('message', ({ id, name, args }: StoreCall) => {
    Promise.resolve()
      .then(() => calls[name]!(...(args as never[])))
      .then(
        (result) => answer({ id, result }),
        (error: unknown) => answer({ id, error, ...(error instanceof Error && { name: error.name }) }),
      );
  });
}
