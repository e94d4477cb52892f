import type { LaneOffsets } from './records';

/** How far a lane's chain of decisions has come. */
export interface ChainHead {
  /** Decisions in the chain. */
  length: number;
  /** Hash of the last of them and of all before it. */
  link: string;
}

/**
 * The store of lanes. A lane's truth is its journal: entries numbered 1, 2, 3 … without a gap, each appended atomically
 * with the offsets it consumed. Appending number n while another runner already appended n fails with `LaneLostError`:
 * that is the fence. States are only a cache of the journal's fold, saved now and then so that recovery stays short.
 */
export interface JournalHead {
  offsets: LaneOffsets;
  /** Business clock in ms after this entry. */
  clock: number;
  /** Wall time in ms at which the last record was taken. */
  wallAt: number;
  /** Last serial given, by series. */
  serials: Record<string, number>;
  /** Last message taken from each lane of other stages: `stage/lane` -> [entry, index]. */
  marks: Record<string, [number, number]>;
  /** Absent until the lane's first decision, and in journals from before there were chains. */
  chain?: ChainHead;
}

export interface JournalEntry {
  seq: number;
  head: JournalHead;
  /** Packed facts; empty for a claim. */
  facts: Uint8Array;
  /** Packed outputs of this entry; published after the append, and again by a new owner. */
  outputs: Uint8Array;
  /** Which order numbers the entry names (`mayMention`). Kept beside it: only `LaneStore.mentions` gives it back. */
  mentions?: Uint8Array;
}

/** What an entry names, without the entry. */
export interface EntryMentions {
  seq: number;
  mentions: Uint8Array;
}

export interface StateRow {
  key: string;
  /** Journal number up to which the state is folded. */
  seq: number;
  state: Uint8Array;
  /** ms; present while the key waits for a tick. */
  dueAt?: number;
  /** Words by which staff search (parcel ids, waybill numbers). */
  tags?: string[];
  /**
   * Its writer found no row of this key and has saved none since. Only a hint that spares a look: another may have been
   * saved meanwhile, and the newer of both stays as always.
   */
  isFirst?: true;
}

/** What a new owner of a lane starts from. */
export interface LaneClaim {
  /** Last entry of the journal, the claim's own entry. */
  seq: number;
  head: JournalHead;
  /** All states are saved up to this entry; entries after it must be folded again. */
  checkpointSeq: number;
}

export interface LaneRef {
  stage: string;
  lane: number;
}

/** Another runner owns the lane now. Nothing of the failed append is visible. */
export class LaneLostError extends Error {
  constructor(lane: LaneRef, seq: number) {
    super(`lane ${lane.stage}/${lane.lane} was taken over before entry ${seq}`);
    this.name = 'LaneLostError';
  }
}

/** A broken invariant of the caller, not a race: an entry was skipped. Nothing of the failed append is visible. */
export class JournalGapError extends Error {
  constructor(lane: LaneRef, seq: number) {
    super(`lane ${lane.stage}/${lane.lane} has no entry ${seq - 1}, so entry ${seq} cannot follow`);
    this.name = 'JournalGapError';
  }
}

/** Up to which entry a saved state goes, and when it wants a tick. */
export type StateHead = Pick<StateRow, 'seq' | 'dueAt'>;

export interface LaneStore {
  /** Present in a store that reads the bytes it was given only until the call resolves: the caller may write to them then. */
  readonly givesBytesBack?: true;
  /** Present in a store that nobody searches: `mentions` of its entries need not be made. */
  readonly isNeverSearched?: true;
  /**
   * Takes a lane over: appends an empty entry after the last one (so that the former owner's next append fails) and
   * returns it. `initial` is the head of the first entry of a lane that has none.
   */
  claim(lane: LaneRef, owner: string, initial: JournalHead): Promise<LaneClaim>;
  /**
   * Appends one entry, durable when it resolves. Throws `LaneLostError` when `entry.seq` is taken; `JournalGapError`. Its
   * bytes are the store's from then on: another thread may have them, unless it `givesBytesBack`.
   */
  append(lane: LaneRef, entry: JournalEntry): Promise<void>;
  /** Entries with `from <= seq`, in order. */
  entries(lane: LaneRef, from: number): AsyncIterable<JournalEntry>;
  /** What the entries of a lane name, in order; entries from before there was such an index are left out. */
  mentions?(lane: LaneRef): AsyncIterable<EntryMentions>;
  /** The saved states of keys; a key without one is left out. */
  load(lane: LaneRef, keys: readonly string[]): Promise<Map<string, StateRow>>;
  /** What `load` would find of keys, without their states: present where states travel. */
  heads?(lane: LaneRef, keys: readonly string[]): Promise<Map<string, StateHead>>;
  /** Present when a state can be read without waiting (embedded store): needed by a lane that hosts several stages. */
  loadNow?(lane: LaneRef, key: string): StateRow | undefined;
  /**
   * Saves states folded up to their `seq` (an older row never replaces a newer one), then moves `checkpointSeq`. The bytes
   * of the rows are the store's from then on, unless it `givesBytesBack`.
   */
  checkpoint(lane: LaneRef, rows: readonly StateRow[], checkpointSeq: number): Promise<void>;
  /** Keys of saved states that wait for a tick, with their moment. */
  due(lane: LaneRef): AsyncIterable<{ key: string; dueAt: number }>;
  /** Rows that carry a tag, newest first (staff queries; may be behind by one checkpoint). */
  findByTag(stage: string, tag: string): Promise<{ lane: number; row: StateRow }[]>;
  /** Every lane that has a journal, by stage and number. */
  lanes(): Promise<LaneRef[]>;
  /** Number of a lane's last entry, 0 when it has none. */
  lastSeq(lane: LaneRef): Promise<number>;
  /** The entry up to which the states of all keys are saved; 0 before the first checkpoint. */
  checkpointSeq(lane: LaneRef): Promise<number>;
  close(): Promise<void>;
}
