import type { JournalEntry, JournalHead, LaneClaim, LaneRef, StateRow } from '@sandan/pipeline';
import type { SavedRow } from '../store/state-table';
import { OWN_BYTES_MIN } from './port-calls';

/** What one thread may ask of the thread that writes. */
export interface StoreCalls {
  claim: { args: [lane: LaneRef, owner: string, initial: JournalHead]; result: LaneClaim };
  append: { args: [lane: LaneRef, entry: JournalEntry]; result: void };
  checkpoint: { args: [lane: LaneRef, rows: PackedRows, checkpointSeq: number]; result: void };
}

type RowHead = [key: string, seq: number, size: number, dueAt: number | null, isNew: 0 | 1, tags?: string[]];

/**
 * State rows on their way to another thread: their states in one piece of memory, which is handed over, and the rest as
 * JSON, which both threads read and write several times faster than a copy of so many small objects is made.
 */
export interface PackedRows {
  /** `RowHead[]`. */
  heads: string;
  states: Uint8Array;
}

/** `isNew`: keys of which the store has no row for certain. */
export function packRows(rows: readonly StateRow[], isNew: (key: string) => boolean): PackedRows {
  const states = onePiece(rows.map(({ state }) => state));
  const heads = rows.map(({ key, seq, state, dueAt = null, tags }): RowHead => {
    const head: RowHead = [key, seq, state.byteLength, dueAt, isNew(key) ? 1 : 0];
    if (tags) head.push(tags);
    return head;
  });
  return { heads: JSON.stringify(heads), states };
}

/** The states of one checkpoint mostly lie one behind the other already, and are nobody else's. */
function onePiece(states: readonly Uint8Array[]): Uint8Array {
  const bytes = states.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const first = states[0];
  if (first && bytes >= OWN_BYTES_MIN && lieInARow(states)) return new Uint8Array(first.buffer, 0, bytes);
  const whole = Buffer.allocUnsafeSlow(bytes);
  let at = 0;
  for (const state of states) {
    whole.set(state, at);
    at += state.byteLength;
  }
  return whole;
}

function lieInARow(states: readonly Uint8Array[]): boolean {
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of states) {
    if (buffer !== states[0]!.buffer || byteOffset !== at) return false;
    at += byteLength;
  }
  return true;
}

export function unpackRows({ heads, states }: PackedRows): SavedRow[] {
  let at = 0;
  return (JSON.parse(heads) as RowHead[]).map(([key, seq, size, dueAt, isNew, tags]) => ({
    key,
    seq,
    state: states.subarray(at, (at += size)),
    isNew: isNew === 1,
    ...(dueAt !== null && { dueAt }),
    ...(tags && { tags }),
  }));
}
