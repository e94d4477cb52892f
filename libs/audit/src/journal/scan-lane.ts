import {
  type JournalEntry,
  type JournalHead,
  type LaneRef,
  type LaneStore,
  type OutputView,
  outputViews,
  type PagedFact,
  readFactPage,
} from '@sandan/pipeline';

/** One entry of a journal, as far as it can be read. */
export interface ScannedEntry {
  lane: LaneRef;
  seq: number;
  head: JournalHead;
  facts: PagedFact[];
  outputs: OutputView[];
  /** True when outputs were stored that cannot be read: nothing can be concluded from their absence. */
  outputsLost: boolean;
}

/** A place of the journal at which something is missing or cannot be read. */
export interface JournalFault {
  lane: LaneRef;
  seq: number;
  what: string;
}

export type Scanned = { entry: ScannedEntry } | { fault: JournalFault };

/**
 * The entries `from..to` of a lane, in order, and every fault on the way: an entry that is missing, or a page that was
 * damaged. Reading goes on behind each fault.
 */
export async function* scanLane(store: LaneStore, lane: LaneRef, to: number, from = 1): AsyncGenerator<Scanned> {
  let next = from;
  while (next <= to) {
    try {
      for await (const entry of store.entries(lane, next)) {
        if (entry.seq > to) return;
        for (; next < entry.seq; next++) yield missing(lane, next);
        yield* readEntry(lane, entry);
        next = entry.seq + 1;
      }
      if (next <= to) yield missing(lane, next++);
    } catch (error) {
      yield { fault: { lane, seq: next, what: `the entry cannot be read: ${(error as Error).message.slice(0, 120)}` } };
      next++;
    }
  }
}

function missing(lane: LaneRef, seq: number): Scanned {
  return { fault: { lane, seq, what: 'the entry is missing' } };
}

function* readEntry(lane: LaneRef, { seq, head, facts, outputs }: JournalEntry): Generator<Scanned> {
  const page = readFactPage(facts);
  for (const what of page.faults) yield { fault: { lane, seq, what } };
  let views: OutputView[] = [];
  let outputsLost = false;
  try {
    views = outputViews(outputs);
  } catch {
    outputsLost = true;
    yield { fault: { lane, seq, what: 'the outputs of the entry cannot be read' } };
  }
  yield { entry: { lane, seq, head, facts: page.facts, outputs: views, outputsLost } };
}

/** "port/0 entry 17". */
export function placeOf({ lane, seq }: { lane: LaneRef; seq: number }): string {
  return `${lane.stage}/${lane.lane} entry ${seq}`;
}
