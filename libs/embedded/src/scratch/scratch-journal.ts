import type { JournalEntry, JournalHead, LaneRef } from '@sandan/pipeline';

/** Where the entries of a store go that is thrown away after a run. */
export interface ScratchJournal {
  /** Appends the entry of a claim; returns its number, and the head of the entry before it or the initial one. */
  claim(lane: LaneRef, initial: JournalHead): Promise<{ seq: number; head: JournalHead }>;
  /** Throws `LaneLostError` or `JournalGapError`, as a store does. */
  append(lane: LaneRef, entry: JournalEntry): Promise<void>;
  close(): Promise<void>;
}
