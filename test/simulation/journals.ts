import {
  type JournalEntry,
  type JournalFact,
  type LaneRef,
  type MemoryLaneDisk,
  type OutboundRecord,
  type StateRow,
  unpackFacts,
  unpackOutputs,
} from '@sandan/pipeline';

export interface ReadEntry extends Pick<JournalEntry, 'seq' | 'head'> {
  facts: JournalFact[];
  outputs: OutboundRecord[];
}

/** One lane as the store holds it at the end of a run. */
export interface ReadLane {
  ref: LaneRef;
  entries: ReadEntry[];
  rows: StateRow[];
}

export function readLanes(disk: MemoryLaneDisk): ReadLane[] {
  return disk.refs().map((ref) => {
    const { journal, states } = disk.lane(ref);
    const entries = journal.map(({ seq, head, facts, outputs }) => ({
      seq,
      head,
      facts: unpackFacts(facts),
      outputs: unpackOutputs(outputs),
    }));
    return { ref, entries, rows: [...states.values()] };
  });
}

type Bytes = Uint8Array | string | null;
type Line = { topic: string; key: Bytes; value: Bytes; headers?: Record<string, string> | undefined };

/** A record in one line, equal for equal key, value and headers. */
export function recordLine(record: Line): string {
  const { topic, key, value, headers } = record;
  return JSON.stringify([topic, text(key), text(value), Object.entries(headers ?? {}).sort()]);
}

function text(value: Bytes): string | null {
  return value === null || typeof value === 'string' ? value : Buffer.from(value).toString('utf8');
}
