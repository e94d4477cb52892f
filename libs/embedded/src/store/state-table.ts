import type { Database, Key, RangeOptions, RootDatabase } from 'lmdb';
import type { LaneRef, StateRow } from '@sandan/pipeline';
import { headOnly, packRow, type RowHead, unpackRow } from './packed-row';

/** A row to save; `isNew`: there is none of its key for certain, so none has to be looked for. */
export type SavedRow = StateRow & { isNew?: boolean };

/** What stands under a key in the first table: the number of its row, or a row that needs none, a byte a character. */
type IndexEntry = number | string;

/** Rows of an index read at a time: a reader that pauses between pages holds no old snapshot of the file alive. */
const PAGE_ROWS = 1_000;
const NOTHING = Buffer.alloc(0);

/**
 * Saved states: [stage, lane, key] -> number of the row, number -> row, numbered as they come. Order numbers are as good as
 * random, so each new one looks somewhere else in the first table, which is small; what belongs together in time lies
 * together in the second, which is not. A row hardly longer than its number, such as a buyer's quota, stands in the first
 * table itself: it is asked for again and again, and would pull in a page of the second each time. With two indexes:
 * due [stage, lane, key] -> ms, tags [stage, tag, lane, key] -> nothing.
 */
export class StateTable {
  private readonly states: Database<Buffer, Key>;
  private readonly rows: Database<Buffer, number>;
  private readonly dueIndex: Database<number, Key>;
  private readonly tagIndex: Database<Buffer, Key>;

  constructor(root: RootDatabase<Buffer, Key>) {
    this.states = root.openDB<Buffer, Key>('states', { encoding: 'binary' });
    this.rows = root.openDB<Buffer, number>('rows', { encoding: 'binary' });
    this.dueIndex = root.openDB<number, Key>('due', { encoding: 'msgpack' });
    this.tagIndex = root.openDB<Buffer, Key>('tags', { encoding: 'binary' });
  }

  get(lane: LaneRef, key: string): StateRow | undefined {
    const found = this.find(lane, key);
    return found === undefined ? undefined : this.rowOf(key, found);
  }

  /** Saves rows and moves their index entries, unless newer ones are there. Runs inside a write transaction. */
  save(lane: LaneRef, rows: readonly SavedRow[]): void {
    const [last] = this.rows.getKeys({ reverse: true, limit: 1 });
    let next = (last ?? 0) + 1;
    for (const row of rows) {
      const found = row.isNew ? undefined : this.find(lane, row.key);
      const old = found === undefined ? undefined : this.headOf(found);
      if (old && old.seq >= row.seq) continue;
      const bytes = packRow(row);
      const stays = typeof found === 'number' ? found : undefined;
      const inPlace = stays === undefined && bytes.byteLength <= ROW_BYTES_IN_PLACE;
      const entry = inPlace ? bytes.toString('latin1') : (stays ?? next++);
      if (typeof entry === 'number') void this.rows.put(entry, bytes);
      if (entry !== stays) this.point(lane, row.key, entry);
      this.moveDue(lane, row, old?.dueAt);
      this.moveTags(lane, row, old?.tags ?? []);
    }
  }

  private find(lane: LaneRef, key: string): IndexEntry | undefined {
    const bytes = this.states.get([lane.stage, lane.lane, key]);
    return bytes && (bytes[0] === POINTER ? bytes.readUIntBE(1, NUMBER_BYTES) : bytes.toString('latin1'));
  }

  private point({ stage, lane }: LaneRef, key: string, entry: IndexEntry): void {
    const bytes = typeof entry === 'number' ? pointer(entry) : Buffer.from(entry, 'latin1');
    void this.states.put([stage, lane, key], bytes);
  }

  private rowOf(key: string, found: IndexEntry): StateRow | undefined {
    const bytes = typeof found === 'number' ? this.rows.get(found) : Buffer.from(found, 'latin1');
    return bytes && unpackRow(key, bytes);
  }

  /** What a save has to know of the row before it: a state is not copied and unpacked for that. */
  private headOf(found: IndexEntry): RowHead | undefined {
    const bytes = typeof found === 'number' ? this.rows.getBinaryFast(found) : Buffer.from(found, 'latin1');
    return (bytes && headOnly(bytes)) ?? this.rowOf('', found);
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

/** Rows up to this length, bytes, need no number. */
const ROW_BYTES_IN_PLACE = 64;
/** Marks the number of a row. A row itself never begins with this byte. */
const POINTER = 0xc2;
const NUMBER_BYTES = 6;

function pointer(id: number): Buffer {
  const bytes = Buffer.allocUnsafe(1 + NUMBER_BYTES);
  bytes[0] = POINTER;
  bytes.writeUIntBE(id, 1, NUMBER_BYTES);
  return bytes;
}
