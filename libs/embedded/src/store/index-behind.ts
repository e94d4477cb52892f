import type { LaneRef } from '@sandan/pipeline';

/** What stands under a key in the first table: the number of its row, or a row that needs none, a byte a character. */
export type IndexEntry = number | string;

/** An entry on its way into the first table. */
export interface WaitingEntry {
  lane: LaneRef;
  key: string;
  entry: IndexEntry;
}

/** What a checkpoint did to an index, for a mirror of it in another thread. */
export interface IndexNews {
  /** One for each row of the checkpoint. */
  entries: readonly IndexEntry[];
  /** All entries up to now are on their way into the table. */
  turned: boolean;
  /** All that were on their way are there. */
  written: boolean;
}

/** So many entries gathered, neighbours among them are frequent enough: a page of the table is written for several. */
const GATHERED_MIN = 60_000;

/**
 * The newest part of an index, in memory. Keys are as good as random: written as they come, each would change a page of
 * its own, and a page is written, and mapped, with all that lies around it. Gathered by the ten thousand and written in
 * the order of keys they share pages. What is gathered is lost with the process.
 */
export class IndexBehind {
  private young = new Generation();
  private old = new Generation();
  private queue: readonly WaitingEntry[] = [];
  private at = 0;
  private isMirror = false;

  constructor(private readonly gatheredMin = GATHERED_MIN) {}

  find(lane: LaneRef, key: string): IndexEntry | undefined {
    return this.young.find(lane, key) ?? this.old.find(lane, key);
  }

  add(lane: LaneRef, key: string, entry: IndexEntry): void {
    this.young.add(lane, key, entry);
  }

  /**
   * The next `count` entries to write, or all there are. The table must take them in the same transaction; until the last
   * of a generation is taken it is found here, too.
   */
  take(count: number): { entries: readonly WaitingEntry[] } & Pick<IndexNews, 'turned' | 'written'> {
    const turned = this.at >= this.queue.length && this.young.size >= this.gatheredMin;
    if (turned) this.turn();
    const entries = this.queue.slice(this.at, this.at + count);
    this.at += entries.length;
    const written = entries.length > 0 && this.at >= this.queue.length;
    if (written) this.forget();
    return { entries, turned, written };
  }

  /** Whether there is anything to write; never in a mirror. */
  get isWaiting(): boolean {
    return !this.isMirror && (this.young.size > 0 || this.at < this.queue.length);
  }

  /** All that is not in the table yet, in the order in which it must go there. */
  takeAll(): readonly WaitingEntry[] {
    if (!this.isWaiting) return [];
    const rest = this.queue.slice(this.at);
    this.turn();
    const entries = [...rest, ...this.queue];
    this.forget();
    return entries;
  }

  /** Follows another index. */
  mirror(lane: LaneRef, keys: readonly string[], { entries, turned, written }: IndexNews): void {
    this.isMirror = true;
    for (const [index, key] of keys.entries()) this.add(lane, key, entries[index]!);
    if (turned) this.turn();
    if (written) this.forget();
  }

  private turn(): void {
    this.old = this.young;
    this.young = new Generation();
    this.queue = this.isMirror ? [] : this.old.inOrder();
    this.at = 0;
  }

  private forget(): void {
    this.old = new Generation();
    this.queue = [];
    this.at = 0;
  }
}

/** Entries of one time, by lane and key. */
class Generation {
  size = 0;
  private readonly lanes = new Map<string, { lane: LaneRef; entries: Map<string, IndexEntry> }>();

  find({ stage, lane }: LaneRef, key: string): IndexEntry | undefined {
    return this.lanes.get(`${stage}/${lane}`)?.entries.get(key);
  }

  add(lane: LaneRef, key: string, entry: IndexEntry): void {
    const id = `${lane.stage}/${lane.lane}`;
    let held = this.lanes.get(id);
    if (!held) this.lanes.set(id, (held = { lane, entries: new Map() }));
    const before = held.entries.size;
    held.entries.set(key, entry);
    this.size += held.entries.size - before;
  }

  inOrder(): WaitingEntry[] {
    return [...this.lanes.values()].flatMap(({ lane, entries }) =>
      [...entries.keys()].sort().map((key): WaitingEntry => ({ lane, key, entry: entries.get(key)! })),
    );
  }
}
