import { join } from 'node:path';
import type { JournalEntry, JournalHead, LaneClaim, LaneRef, LaneStore, StateRow } from '@sandan/pipeline';
import { lanesWith, readJournal } from './journal-files';
import { RowFile } from './row-file';
import type { ScratchJournal } from './scratch-journal';

/**
 * The store of lanes of a run after which it is thrown away, in a folder of its own: two files a lane that only grow. The
 * states are written by the thread that decides; the journal may be written in another one.
 */
export class ScratchLaneStore implements LaneStore {
  /** Rows are written before a call resolves; an entry's bytes may go to another thread, and then nothing is left of them. */
  readonly givesBytesBack = true;
  readonly isNeverSearched = true;
  private readonly rows = new Map<string, RowFile>();

  /** `journal`: of the same folder; closed with the store. */
  constructor(
    private readonly folder: string,
    private readonly journal: ScratchJournal,
  ) {}

  async claim(lane: LaneRef, _owner: string, initial: JournalHead): Promise<LaneClaim> {
    const { seq, head } = await this.journal.claim(lane, initial);
    return { seq, head, checkpointSeq: this.rowsOf(lane).checkpointSeq };
  }

  append(lane: LaneRef, entry: JournalEntry): Promise<void> {
    return this.journal.append(lane, entry);
  }

  async *entries(lane: LaneRef, from: number): AsyncIterable<JournalEntry> {
    for (const entry of readJournal(this.folder, lane)) if (entry.seq >= from) yield entry;
  }

  async load(lane: LaneRef, keys: readonly string[]): Promise<Map<string, StateRow>> {
    const rows = new Map<string, StateRow>();
    for (const key of keys) {
      const row = this.loadNow(lane, key);
      if (row) rows.set(key, row);
    }
    return rows;
  }

  loadNow(lane: LaneRef, key: string): StateRow | undefined {
    return this.rowsOf(lane).get(key);
  }

  async checkpoint(lane: LaneRef, rows: readonly StateRow[], checkpointSeq: number): Promise<void> {
    this.rowsOf(lane).save(rows, checkpointSeq);
  }

  async *due(lane: LaneRef): AsyncIterable<{ key: string; dueAt: number }> {
    for (const { key, dueAt } of this.rowsOf(lane).rows()) if (dueAt !== undefined) yield { key, dueAt };
  }

  /** Looks at every row: nobody searches a store that is thrown away. */
  async findByTag(stage: string, tag: string): Promise<{ lane: number; row: StateRow }[]> {
    const found: { lane: number; row: StateRow }[] = [];
    for (const ref of lanesWith('states', this.folder)) {
      if (ref.stage !== stage) continue;
      for (const row of this.rowsOf(ref).rows()) if (row.tags?.includes(tag)) found.push({ lane: ref.lane, row });
    }
    return found.sort((a, b) => b.row.seq - a.row.seq);
  }

  async lanes(): Promise<LaneRef[]> {
    return lanesWith('journal', this.folder);
  }

  async lastSeq(lane: LaneRef): Promise<number> {
    let last = 0;
    for (const { seq } of readJournal(this.folder, lane)) last = seq;
    return last;
  }

  async checkpointSeq(lane: LaneRef): Promise<number> {
    return this.rowsOf(lane).checkpointSeq;
  }

  async close(): Promise<void> {
    for (const file of this.rows.values()) file.close();
    this.rows.clear();
    await this.journal.close();
  }

  /** Opened when it is asked for: other lanes are at work in other threads, and a file of rows has one thread. */
  private rowsOf({ stage, lane }: LaneRef): RowFile {
    const name = `states-${stage}-${lane}`;
    let found = this.rows.get(name);
    if (!found) this.rows.set(name, (found = new RowFile(join(this.folder, name))));
    return found;
  }
}
