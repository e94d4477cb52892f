import {
  type EntryMentions,
  JournalGapError,
  LaneLostError,
  type JournalEntry,
  type JournalHead,
  type LaneClaim,
  type LaneRef,
  type LaneStore,
  type StateHead,
  type StateRow,
} from '../ports/lane-store.port';

interface LaneData {
  stage: string;
  lane: number;
  journal: JournalEntry[];
  states: Map<string, StateRow>;
  checkpointSeq: number;
}

export type LaneStoreOperation = 'claim' | 'append' | 'entries' | 'load' | 'checkpoint' | 'due' | 'findByTag';

/**
 * Faults a test wants to see. What `before` throws leaves the store untouched; what `after` throws leaves the caller
 * ignorant of a write that did happen (an acknowledgement lost on the way). Both may wait.
 */
export interface LaneStoreFaults {
  before?(operation: LaneStoreOperation, lane?: LaneRef): void | Promise<void>;
  after?(operation: LaneStoreOperation, lane?: LaneRef): void | Promise<void>;
}

/** What outlives a `MemoryLaneStore`: stores opened over the same disk see the same lanes, as processes do. */
export class MemoryLaneDisk {
  private readonly lanes = new Map<string, LaneData>();

  lane(ref: LaneRef): LaneData {
    const id = `${ref.stage}/${ref.lane}`;
    let data = this.lanes.get(id);
    if (!data) {
      data = { stage: ref.stage, lane: ref.lane, journal: [], states: new Map(), checkpointSeq: 0 };
      this.lanes.set(id, data);
    }
    return data;
  }

  refs(): LaneRef[] {
    const withJournal = [...this.lanes.values()].filter(({ journal }) => journal.length > 0);
    return withJournal
      .map(({ stage, lane }) => ({ stage, lane }))
      .sort((a, b) => (a.stage === b.stage ? a.lane - b.lane : a.stage < b.stage ? -1 : 1));
  }

  ofStage(stage: string): LaneData[] {
    return [...this.lanes.values()].filter((data) => data.stage === stage);
  }
}

/** Everything handed in or out is copied: a caller that changes its object later must not change the store. */
export class MemoryLaneStore implements LaneStore {
  constructor(
    private readonly disk = new MemoryLaneDisk(),
    private readonly faults: LaneStoreFaults = {},
  ) {}

  claim(lane: LaneRef, _owner: string, initial: JournalHead): Promise<LaneClaim> {
    return this.guarded('claim', lane, () => {
      const data = this.disk.lane(lane);
      const head = data.journal.at(-1)?.head ?? initial;
      const entry = { seq: data.journal.length + 1, head, facts: new Uint8Array(), outputs: new Uint8Array() };
      data.journal.push(structuredClone(entry));
      return { seq: entry.seq, head: structuredClone(head), checkpointSeq: data.checkpointSeq };
    });
  }

  append(lane: LaneRef, entry: JournalEntry): Promise<void> {
    return this.guarded('append', lane, () => {
      const { journal } = this.disk.lane(lane);
      if (entry.seq <= journal.length) throw new LaneLostError(lane, entry.seq);
      if (entry.seq > journal.length + 1) throw new JournalGapError(lane, entry.seq);
      const { mentions } = entry;
      journal.push({ ...copyOfEntry(entry), ...(mentions && { mentions: new Uint8Array(mentions) }) });
    });
  }

  async *entries(lane: LaneRef, from: number): AsyncIterable<JournalEntry> {
    await this.faults.before?.('entries', lane);
    const { journal } = this.disk.lane(lane);
    for (let index = Math.max(from, 1) - 1; index < journal.length; index += 1) yield copyOfEntry(journal[index]!);
  }

  async *mentions(lane: LaneRef): AsyncIterable<EntryMentions> {
    for (const { seq, mentions } of this.disk.lane(lane).journal) if (mentions) yield { seq, mentions };
  }

  load(lane: LaneRef, keys: readonly string[]): Promise<Map<string, StateRow>> {
    return this.guarded('load', lane, () => {
      const rows = keys.map((key) => this.loadNow(lane, key)).filter((row) => row !== undefined);
      return new Map(rows.map((row) => [row.key, row]));
    });
  }

  async heads(lane: LaneRef, keys: readonly string[]): Promise<Map<string, StateHead>> {
    const rows = await this.load(lane, keys);
    return new Map([...rows].map(([key, { seq, dueAt }]) => [key, { seq, ...(dueAt === undefined ? {} : { dueAt }) }]));
  }

  loadNow(lane: LaneRef, key: string): StateRow | undefined {
    const row = this.disk.lane(lane).states.get(key);
    return row && copyOfRow(row);
  }

  checkpoint(lane: LaneRef, rows: readonly StateRow[], checkpointSeq: number): Promise<void> {
    return this.guarded('checkpoint', lane, () => {
      const data = this.disk.lane(lane);
      for (const row of rows) {
        if (row.seq > (data.states.get(row.key)?.seq ?? -1)) data.states.set(row.key, copyOfRow(row));
      }
      data.checkpointSeq = Math.max(data.checkpointSeq, checkpointSeq);
    });
  }

  async *due(lane: LaneRef): AsyncIterable<{ key: string; dueAt: number }> {
    await this.faults.before?.('due', lane);
    for (const { key, dueAt } of [...this.disk.lane(lane).states.values()]) {
      if (dueAt !== undefined) yield { key, dueAt };
    }
  }

  findByTag(stage: string, tag: string): Promise<{ lane: number; row: StateRow }[]> {
    return this.guarded('findByTag', undefined, () =>
      this.disk
        .ofStage(stage)
        .flatMap(({ lane, states }) => [...states.values()].map((row) => ({ lane, row })))
        .filter(({ row }) => row.tags?.includes(tag))
        .sort((a, b) => b.row.seq - a.row.seq)
        .map(({ lane, row }) => ({ lane, row: copyOfRow(row) })),
    );
  }

  async lanes(): Promise<LaneRef[]> {
    return this.disk.refs();
  }

  async checkpointSeq(lane: LaneRef): Promise<number> {
    return this.disk.lane(lane).checkpointSeq;
  }

  async lastSeq(lane: LaneRef): Promise<number> {
    return this.disk.lane(lane).journal.length;
  }

  async close(): Promise<void> {}

  private async guarded<T>(operation: LaneStoreOperation, lane: LaneRef | undefined, work: () => T): Promise<T> {
    await this.faults.before?.(operation, lane);
    const result = work();
    await this.faults.after?.(operation, lane);
    return result;
  }
}

function copyOfEntry(entry: JournalEntry): JournalEntry {
  const { seq, head, facts, outputs } = entry;
  return { seq, head: structuredClone(head), facts: new Uint8Array(facts), outputs: new Uint8Array(outputs) };
}

function copyOfRow(row: StateRow): StateRow {
  return { ...row, state: new Uint8Array(row.state), ...(row.tags ? { tags: [...row.tags] } : {}) };
}
