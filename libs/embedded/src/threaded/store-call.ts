import type { JournalEntry, JournalHead, LaneClaim, LaneRef, StateRow } from '@sandan/pipeline';

/** What one thread may ask of the thread that writes. */
export interface StoreCalls {
  claim: { args: [lane: LaneRef, owner: string, initial: JournalHead]; result: LaneClaim };
  append: { args: [lane: LaneRef, entry: JournalEntry]; result: void };
  checkpoint: { args: [lane: LaneRef, rows: PackedRows, checkpointSeq: number]; result: void };
}

export type StoreCallName = keyof StoreCalls;

export interface StoreCall {
  id: number;
  name: string;
  args: unknown[];
}

/** An error loses its class on the way between threads; by its name the runner still tells a lost lane from any other. */
export type StoreAnswer = { id: number; result: unknown } | { id: number; error: unknown; name?: string };

type RowHead = [key: string, seq: number, size: number, dueAt: number | null, tags?: string[]];

/**
 * State rows on their way to another thread: their states in one piece of memory, which is handed over, and the rest as
 * JSON, which both threads read and write several times faster than a copy of so many small objects is made.
 */
export interface PackedRows {
  /** `RowHead[]`. */
  heads: string;
  states: Uint8Array;
}

export function packRows(rows: readonly StateRow[]): PackedRows {
  const states = Buffer.allocUnsafeSlow(rows.reduce((sum, { state }) => sum + state.byteLength, 0));
  let at = 0;
  const heads = rows.map(({ key, seq, state, dueAt = null, tags }): RowHead => {
    states.set(state, at);
    at += state.byteLength;
    return tags ? [key, seq, state.byteLength, dueAt, tags] : [key, seq, state.byteLength, dueAt];
  });
  return { heads: JSON.stringify(heads), states };
}

export function unpackRows({ heads, states }: PackedRows): StateRow[] {
  let at = 0;
  return (JSON.parse(heads) as RowHead[]).map(([key, seq, size, dueAt, tags]) => ({
    key,
    seq,
    state: states.subarray(at, (at += size)),
    ...(dueAt !== null && { dueAt }),
    ...(tags && { tags }),
  }));
}
