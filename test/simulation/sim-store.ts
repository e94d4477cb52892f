import { type LaneStore, type MemoryLaneDisk, MemoryLaneStore } from '@sandan/pipeline';
import type { SimProcess } from './sim-process';

/** The store as one process reaches it: every call travels. `readsNow`: the embedded kind, whose states are at hand. */
export function storeOf(process: SimProcess, disk: MemoryLaneDisk, readsNow: boolean): LaneStore {
  const server = new MemoryLaneStore(disk);
  const store: LaneStore = {
    claim: (lane, owner, initial) =>
      process.call(`store claim ${lane.stage}/${lane.lane}`, () => server.claim(lane, owner, initial)),
    append: (lane, entry) =>
      process.call(`store append ${lane.stage}/${lane.lane} ${entry.seq}`, () => server.append(lane, entry)),
    entries: async function* (lane, from) {
      yield* await process.call(`store entries ${lane.stage}/${lane.lane}`, () => listed(server.entries(lane, from)));
    },
    load: (lane, keys) => process.call(`store load ${lane.stage}/${lane.lane}`, () => server.load(lane, keys)),
    checkpoint: (lane, rows, seq) =>
      process.call(`store checkpoint ${lane.stage}/${lane.lane} ${seq}`, () => server.checkpoint(lane, rows, seq)),
    due: async function* (lane) {
      yield* await process.call(`store due ${lane.stage}/${lane.lane}`, () => listed(server.due(lane)));
    },
    findByTag: (stage, tag) => server.findByTag(stage, tag),
    lanes: () => server.lanes(),
    lastSeq: (lane) => server.lastSeq(lane),
    checkpointSeq: (lane) => server.checkpointSeq(lane),
    close: () => server.close(),
  };
  if (readsNow) store.loadNow = (lane, key) => server.loadNow(lane, key);
  else {
    store.heads = (lane, keys) =>
      process.call(`store heads ${lane.stage}/${lane.lane}`, () => server.heads(lane, keys));
  }
  return store;
}

async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
