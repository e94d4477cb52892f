import type { Database, Key, RangeOptions, RootDatabase } from 'lmdb';
import type { LaneRef, StateRow } from '@sandan/pipeline';
import { asBuffer } from './journal-table';
import { packValue, unpackValue } from './packed-value';

/** On disk under [stage, lane, key]: [seq, dueAt, tags, state]. */
type PackedRow = [seq: number, dueAt: number | null, tags: string[] | null, state: Uint8Array];

/** Rows of an index read at a time: a reader that pauses between pages holds no old snapshot of the file alive. */
const PAGE_ROWS = 1_000;
const NOTHING = Buffer.alloc(0);

/** Saved states with their two indexes: due [stage, lane, key] -> ms, tags [stage, tag, lane, key] -> nothing. */
export class StateTable {
  private readonly states: Database<Buffer, Key>;
  private readonly dueIndex: Database<number, Key>;
  private readonly tagIndex: Database<Buffer, Key>;

  constructor(root: RootDatabase<Buffer, Key>) {
    this.states = root.openDB<Buffer, Key>('states', { encoding: 'binary' });
    this.dueIndex = root.openDB<number, Key>('due', { encoding: 'msgpack' });
    this.tagIndex = root.openDB<Buffer, Key>('tags', { encoding: 'binary' });
  }

  get({ stage, lane }: LaneRef, key: string): StateRow | undefined {
    const bytes = this.states.get([stage, lane, key]);
    if (!bytes) return undefined;
    const [seq, dueAt, tags, state] = unpackValue(bytes) as PackedRow;
    return { key, seq, state, ...(dueAt === null ? {} : { dueAt }), ...(tags ? { tags } : {}) };
  }

  /** Saves a row and moves its index entries, unless a newer one is there. Runs inside a write transaction. */
  save(lane: LaneRef, row: StateRow): void {
    const old = this.get(lane, row.key);
    if (old && old.seq >= row.seq) return;
    const packed: PackedRow = [row.seq, row.dueAt ?? null, row.tags ?? null, asBuffer(row.state)];
    void this.states.put([lane.stage, lane.lane, row.key], packValue(packed));
    this.moveDue(lane, row, old?.dueAt);
    this.moveTags(lane, row, old?.tags ?? []);
  }

  *due({ stage, lane }: LaneRef): Iterable<{ key: string; dueAt: number }> {
    let start: Key = [stage, lane];
    for (;;) {
      const range: RangeOptions = { start, end: [stage, lane + 1], exclusiveStart: true, limit: PAGE_ROWS };
      const page = [...this.dueIndex.getRange(range)];
      for (const { key, value } of page) yield { key: (key as [string, number, string])[2], dueAt: value };
      const last = page.at(-1);
      if (!last || page.length < PAGE_ROWS) return;
      start = last.key;
    }
  }

  tagged(stage: string, tag: string): { lane: number; row: StateRow }[] {
    const keys = [...this.tagIndex.getKeys({ start: [stage, tag], end: [stage, tag, Infinity] })];
    const found: { lane: number; row: StateRow }[] = [];
    for (const [, , lane, key] of keys as [string, string, number, string][]) {
      const row = this.get({ stage, lane }, key);
      if (row) found.push({ lane, row });
    }
    return found.sort((a, b) => b.row.seq - a.row.seq);
  }

  private moveDue({ stage, lane }: LaneRef, row: StateRow, old: number | undefined): void {
    if (row.dueAt === old) return;
    const key = [stage, lane, row.key];
    if (row.dueAt === undefined) void this.dueIndex.remove(key);
    else void this.dueIndex.put(key, row.dueAt);
  }

  private moveTags({ stage, lane }: LaneRef, row: StateRow, old: readonly string[]): void {
    const tags = new Set(row.tags);
    for (const tag of old) if (!tags.has(tag)) void this.tagIndex.remove([stage, tag, lane, row.key]);
    for (const tag of tags) if (!old.includes(tag)) void this.tagIndex.put([stage, tag, lane, row.key], NOTHING);
  }
}
