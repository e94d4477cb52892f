import type { Database, Key } from 'lmdb';
import {
  type EntryMentions,
  JournalGapError,
  LaneLostError,
  type JournalEntry,
  type JournalHead,
  type LaneClaim,
  type LaneRef,
  type LaneStore,
  type StateRow,
} from '@sandan/pipeline';
import { EmbeddedEnvironment, type EmbeddedOptions } from '../environment';
import { JournalTable } from './journal-table';
import { StateTable } from './state-table';

export interface EmbeddedStoreOptions {
  /**
   * Runs inside the write transaction of each append, on the same environment: what it writes is there exactly when the
   * entry is. It must be synchronous; when it throws, the entry is not appended either.
   */
  onAppend?: (lane: LaneRef, entry: JournalEntry) => void;
}

export type EmbeddedFolderOptions = EmbeddedOptions & EmbeddedStoreOptions;

/** The store of lanes in one LMDB folder. Writes of all lanes that come while a commit is under way share the next. */
export class EmbeddedLaneStore implements LaneStore {
  private journal!: JournalTable;
  private states!: StateTable;
  /** [stage, lane] -> checkpointSeq. */
  private checkpoints!: Database<number, Key>;
  private environment!: EmbeddedEnvironment;
  /** How to open the environment again; only where it is the store's own. */
  private openAgain: (() => EmbeddedEnvironment) | undefined;

  /** Over an environment that the caller opened and will close. */
  constructor(
    environment: EmbeddedEnvironment,
    private readonly options: EmbeddedStoreOptions = {},
  ) {
    this.use(environment);
  }

  /** Over its own environment, closed by `close`. */
  static open(folder: string, options: EmbeddedFolderOptions = {}): EmbeddedLaneStore {
    const openAgain = (): EmbeddedEnvironment => EmbeddedEnvironment.open(folder, options);
    const store = new EmbeddedLaneStore(openAgain(), options);
    store.openAgain = openAgain;
    return store;
  }

  claim(lane: LaneRef, _owner: string, initial: JournalHead): Promise<LaneClaim> {
    return this.write(() => {
      const last = this.journal.lastSeq(lane);
      const seq = last + 1;
      const head = this.journal.get(lane, last)?.head ?? initial;
      this.journal.put(lane, { seq, head, facts: new Uint8Array(), outputs: new Uint8Array() });
      return { seq, head, checkpointSeq: this.savedSeq(lane) };
    });
  }

  append(lane: LaneRef, entry: JournalEntry): Promise<void> {
    return this.write(() => {
      const last = this.journal.lastSeq(lane);
      if (entry.seq <= last) throw new LaneLostError(lane, entry.seq);
      if (entry.seq > last + 1) throw new JournalGapError(lane, entry.seq);
      this.journal.put(lane, entry);
      this.options.onAppend?.(lane, entry);
    });
  }

  async *entries(lane: LaneRef, from: number): AsyncIterable<JournalEntry> {
    // Entry by entry, since the journal has no gap: a cursor kept open over the caller's work would pin old pages.
    for (let seq = Math.max(from, 1); ; seq += 1) {
      const entry = this.journal.get(lane, seq);
      if (!entry) return;
      yield entry;
    }
  }

  async *mentions(lane: LaneRef): AsyncIterable<EntryMentions> {
    yield* this.journal.mentions(lane);
  }

  async load(lane: LaneRef, keys: readonly string[]): Promise<Map<string, StateRow>> {
    const rows = new Map<string, StateRow>();
    for (const key of keys) {
      const row = this.states.get(lane, key);
      if (row) rows.set(key, row);
    }
    return rows;
  }

  loadNow(lane: LaneRef, key: string): StateRow | undefined {
    return this.states.get(lane, key);
  }

  checkpoint(lane: LaneRef, rows: readonly StateRow[], checkpointSeq: number): Promise<void> {
    return this.write(() => {
      this.states.save(lane, rows);
      if (checkpointSeq > this.savedSeq(lane)) void this.checkpoints.put([lane.stage, lane.lane], checkpointSeq);
    });
  }

  async *due(lane: LaneRef): AsyncIterable<{ key: string; dueAt: number }> {
    yield* this.states.due(lane);
  }

  async findByTag(stage: string, tag: string): Promise<{ lane: number; row: StateRow }[]> {
    return this.states.tagged(stage, tag);
  }

  async lanes(): Promise<LaneRef[]> {
    return this.journal.lanes();
  }

  async lastSeq(lane: LaneRef): Promise<number> {
    return this.journal.lastSeq(lane);
  }

  async checkpointSeq(lane: LaneRef): Promise<number> {
    return this.savedSeq(lane);
  }

  private savedSeq({ stage, lane }: LaneRef): number {
    return this.checkpoints.get([stage, lane]) ?? 0;
  }

  /** From now on reads see what other threads and processes have committed. */
  refresh(): void {
    this.environment.root.resetReadTxn();
  }

  /**
   * Closes its environment and opens it again, so that the mapped file leaves the process's resident memory. Nothing may
   * be under way. Where threads share the file, all must have closed it before one opens it: that is for `meanwhile`.
   */
  async reopen(meanwhile?: () => Promise<unknown>): Promise<void> {
    if (!this.openAgain) throw new Error('only a store with an environment of its own can open it again');
    await this.environment.close();
    await meanwhile?.();
    this.use(this.openAgain());
  }

  async close(): Promise<void> {
    if (this.openAgain) await this.environment.close();
  }

  private use(environment: EmbeddedEnvironment): void {
    this.environment = environment;
    this.journal = new JournalTable(environment.root);
    this.states = new StateTable(environment.root);
    this.checkpoints = environment.root.openDB<number, Key>('lanes', { encoding: 'msgpack' });
  }

  /** A child transaction, because only that is rolled back alone when `work` throws; it may share its commit. */
  private async write<T>(work: () => T): Promise<T> {
    return this.environment.root.childTransaction(work);
  }
}
