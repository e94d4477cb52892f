import type { Database, Key, RangeOptions, RootDatabase } from 'lmdb';
import type { EntryMentions, JournalEntry, LaneRef } from '@sandan/pipeline';
import { packEntry, unpackEntry } from './packed-entry';
import { asBuffer } from './packed-value';

/** Rows of the index read at a time: a reader that pauses between pages holds no old snapshot of the file alive. */
const PAGE_ROWS = 1_000;

/**
 * The journals of all lanes, and beside them an index: what each entry names, under the same key. `put` runs inside a
 * write transaction.
 */
export class JournalTable {
  private readonly journal: Database<Buffer, Key>;
  /** Absent in a store from before there was one, while it is only read. */
  private readonly index: Database<Buffer, Key> | undefined;

  constructor(root: RootDatabase<Buffer, Key>) {
    this.journal = root.openDB<Buffer, Key>('journal', { encoding: 'binary' });
    this.index = root.openDB<Buffer, Key>('mentions', { encoding: 'binary' });
  }

  get({ stage, lane }: LaneRef, seq: number): JournalEntry | undefined {
    const bytes = this.journal.get([stage, lane, seq]);
    return bytes && unpackEntry(seq, bytes);
  }

  /**
   * Number of the last entry, 0 when there is none. Asks for keys only: looking whether an entry exists would copy its
   * value and pull its pages into memory.
   */
  lastSeq({ stage, lane }: LaneRef): number {
    const newestFirst: RangeOptions = { start: [stage, lane, Infinity], end: [stage, lane], reverse: true, limit: 1 };
    const [newest] = this.journal.getKeys(newestFirst);
    return newest === undefined ? 0 : (newest as [string, number, number])[2];
  }

  /** Every lane that has an entry, in key order: one look for each lane, not for each entry. */
  lanes(): LaneRef[] {
    const lanes: LaneRef[] = [];
    for (let start: Key | undefined; ;) {
      const [first] = this.journal.getKeys({ ...(start !== undefined && { start }), limit: 1 });
      if (first === undefined) return lanes;
      const [stage, lane] = first as [string, number, number];
      lanes.push({ stage, lane });
      start = [stage, lane, Infinity];
    }
  }

  put({ stage, lane }: LaneRef, entry: JournalEntry): void {
    void this.journal.put([stage, lane, entry.seq], packEntry(entry));
    if (entry.mentions) void this.index?.put([stage, lane, entry.seq], asBuffer(entry.mentions));
  }

  *mentions({ stage, lane }: LaneRef): Iterable<EntryMentions> {
    if (!this.index) return;
    for (let start: Key = [stage, lane, 0]; ;) {
      const range: RangeOptions = { start, end: [stage, lane, Infinity], exclusiveStart: true, limit: PAGE_ROWS };
      const page = [...this.index.getRange(range)];
      for (const { key, value } of page) yield { seq: (key as [string, number, number])[2], mentions: value };
      const last = page.at(-1);
      if (!last || page.length < PAGE_ROWS) return;
      start = last.key;
    }
  }
}
