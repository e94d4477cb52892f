import type { StateRow } from '@sandan/pipeline';

/** Rows on their way to another thread: their states in one piece of memory, which is handed over, not copied. */
export interface PackedRows {
  /** Journal number of each row; −1 where there is none. */
  seqs: number[];
  sizes: number[];
  states: Uint8Array<ArrayBuffer>;
}

export function packRows(rows: readonly (StateRow | undefined)[]): PackedRows {
  const seqs = rows.map((row) => row?.seq ?? -1);
  const sizes = rows.map((row) => row?.state.byteLength ?? 0);
  const states = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  for (const row of rows) {
    if (!row) continue;
    states.set(row.state, at);
    at += row.state.byteLength;
  }
  return { seqs, sizes, states };
}

export function unpackRows({ seqs, sizes, states }: PackedRows, names: readonly string[]): (StateRow | undefined)[] {
  let at = 0;
  return seqs.map((seq, index) => {
    const start = at;
    at += sizes[index]!;
    return seq < 0 ? undefined : { key: names[index]!, seq, state: states.subarray(start, at) };
  });
}
