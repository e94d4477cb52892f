import type { StateRow } from '@sandan/pipeline';
import type { LawResult } from '../laws/law-book';
import type { Rules } from '../laws/parcel-laws';
import type { OpeningUse } from '../laws/quota-balance';
import type { SnapshotData } from '../laws/snapshot';
import type { FrameFile } from '../spill/frames';

/** By which rules a store is judged. */
export interface InspectionRules extends Rules {
  /** What a buyer had used before; left out = the first line of a year is believed. */
  opening?: OpeningUse;
}

/** What an inspector is to look at; plain data, which may go to another thread. */
export interface InspectionTask {
  /** The evidence, set aside by number and by buyer. */
  numbers: FrameFile;
  buyers: FrameFile;
  /** The pieces of both that are to be looked at. */
  pieces: readonly number[];
  snapshot: SnapshotData;
}

/** What was found; plain data as well. */
export interface Findings {
  laws: LawResult[];
  /** Inventory numbers that were given, as bits of each series. */
  numbers: ReadonlyMap<string, Uint8Array>;
  /** Effects still on their way between the lanes of a live store. */
  waits: number;
}

/** The saved rows of some keys of one lane, in the order of the keys. */
export type LoadRows = (lane: number, names: readonly string[]) => Promise<readonly (StateRow | undefined)[]>;

/** Judges pieces of a store, in this thread or in one of its own. */
export interface Inspector {
  inspect(task: InspectionTask, load: LoadRows, onPiece: () => void): Promise<Findings>;
  close(): Promise<void>;
}
