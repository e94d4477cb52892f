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

/** State rows on their way to another thread: their states in one piece of memory, which is handed over, not copied. */
export interface PackedRows {
  rows: (Omit<StateRow, 'state'> & { size: number })[];
  states: Uint8Array;
}

export function packRows(rows: readonly StateRow[]): PackedRows {
  const total = rows.reduce((sum, { state }) => sum + state.byteLength, 0);
  const states = Buffer.allocUnsafeSlow(total);
  let at = 0;
  const packed = rows.map(({ state, ...row }) => {
    states.set(state, at);
    at += state.byteLength;
    return { ...row, size: state.byteLength };
  });
  return { rows: packed, states };
}

export function unpackRows({ rows, states }: PackedRows): StateRow[] {
  let at = 0;
  return rows.map(({ size, ...row }) => ({ ...row, state: states.subarray(at, (at += size)) }));
}
