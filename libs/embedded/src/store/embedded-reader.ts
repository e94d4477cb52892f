import type { EntryMentions, JournalEntry, LaneClaim, LaneRef, LaneStore, StateRow } from '@sandan/pipeline';
import { EmbeddedLaneStore } from './embedded-lane-store';

/** What is read between two openings of the file, bytes. */
const REOPEN_BYTES = 64 * 1024 * 1024;
/** A look for one key touches a leaf of its own and the pages of its row; each time the system maps what lies around, too. */
const PAGES_OF_A_LOOK = 2 * 16 * 4096;

/**
 * A store that is only read, from its first entry to its last, while another process may write it. Every page of the file
 * that was looked at stays in this process's memory until the file is closed: so it is opened anew every now and then.
 * One call at a time.
 */
export class EmbeddedReader implements LaneStore {
  private readonly store: EmbeddedLaneStore;
  private bytes = 0;

  constructor(private readonly folder: string) {
    this.store = EmbeddedLaneStore.open(folder, { readOnly: true });
  }

  async *entries(lane: LaneRef, from: number): AsyncIterable<JournalEntry> {
    for await (const entry of this.store.entries(lane, from)) {
      await this.read(entry.facts.byteLength + entry.outputs.byteLength);
      yield entry;
    }
  }

  mentions(lane: LaneRef): AsyncIterable<EntryMentions> {
    return this.store.mentions(lane);
  }

  async load(lane: LaneRef, keys: readonly string[]): Promise<Map<string, StateRow>> {
    const rows = await this.store.load(lane, keys);
    let bytes = 0;
    for (const { state } of rows.values()) bytes += state.byteLength + PAGES_OF_A_LOOK;
    await this.read(bytes);
    return rows;
  }

  loadNow(lane: LaneRef, key: string): StateRow | undefined {
    return this.store.loadNow(lane, key);
  }

  due(lane: LaneRef): AsyncIterable<{ key: string; dueAt: number }> {
    return this.store.due(lane);
  }

  findByTag(stage: string, tag: string): Promise<{ lane: number; row: StateRow }[]> {
    return this.store.findByTag(stage, tag);
  }

  lanes(): Promise<LaneRef[]> {
    return this.store.lanes();
  }

  lastSeq(lane: LaneRef): Promise<number> {
    return this.store.lastSeq(lane);
  }

  checkpointSeq(lane: LaneRef): Promise<number> {
    return this.store.checkpointSeq(lane);
  }

  claim(): Promise<LaneClaim> {
    return this.refuse();
  }

  append(): Promise<void> {
    return this.refuse();
  }

  checkpoint(): Promise<void> {
    return this.refuse();
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private async read(bytes: number): Promise<void> {
    this.bytes += bytes;
    if (this.bytes < REOPEN_BYTES) return;
    this.bytes = 0;
    await this.store.reopen();
  }

  private refuse(): Promise<never> {
    return Promise.reject(new Error(`${this.folder} is only read`));
  }
}
