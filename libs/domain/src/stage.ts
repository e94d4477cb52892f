import type { Reference } from './reference/reference';
import type { DocumentKind } from './documents/document';
import type { StoredDocument } from './documents/stored-document';
import type { Digest } from './identity/digest';

/**
 * Every step of a parcel's way is a stage: a pure decider over one keyed state.
 * `decide` says what happened and what to tell; the state is the fold of its facts by `evolve`.
 */
export type StageName = 'parcel' | 'quota' | 'stock' | 'release';

/** A record for a partner: one line of an outward topic. */
export interface OutwardRecord {
  topic: string;
  key: string | null;
  value: object;
  headers?: Record<string, string>;
  /** Business time in ms; becomes the record's timestamp. */
  at: number;
}

/** A message for another stage, by that stage's key. */
export interface StageMessage {
  to: StageName;
  key: string;
  message: object;
  /** Business time in ms of the decision that sent it. */
  at: number;
}

/** Where an inward record stood, and its value as sent: all that sending it to the dead letters later needs. */
export interface RecordOrigin {
  topic: string;
  partition: number;
  /** A decimal number. */
  offset: string;
  key: string;
  text: string;
  headers?: Record<string, string>;
}

/** A record that says what cannot be (contract 13): it goes to the dead letters as it came. */
export interface RefusedRecord {
  refused: RecordOrigin;
  reason: RefusalReason;
  /** One sentence: what stands against it. */
  detail: string;
  /** Business time in ms. */
  at: number;
}

/** Why an officer's or a warehouse's record is refused. */
export type RefusalReason =
  | 'unknown-parcel'
  | 'not-current'
  | 'state-not-allowed'
  | 'not-the-inspector'
  | 'duty-rate-missing'
  | 'other-notice'
  | 'more-than-returned'
  | 'too-late';

export type Output = OutwardRecord | StageMessage | RefusedRecord;

export function isStageMessage(output: Output): output is StageMessage {
  return 'to' in output;
}

export function isRefusedRecord(output: Output): output is RefusedRecord {
  return 'refused' in output;
}

export interface Decision<Fact, State = unknown> {
  facts: Fact[];
  outputs: Output[];
  /** The state with all facts folded in, where deciding had to fold them anyway. */
  state?: State;
}

/** All that a decider may know besides its state and its input. */
export interface DecideContext {
  /** The key of the state. */
  key: string;
  /** The business clock in ms: the highest record timestamp of the lane so far. */
  now: number;
  /** Timestamp in ms of the record being decided (for a deadline: the deadline). */
  recordTime: number;
  reference: Reference;
  digest: Digest;
  /** Equal by value, the transmission's own fields left out (contract 3 and 14). */
  sameContent(kind: DocumentKind, a: object, b: object): boolean;
  /** The next free serial of a series, starting at 1; never given twice in a series. */
  nextSerial(series: string): number;
}

export interface Stage<State, Input, Fact> {
  readonly name: StageName;
  initial(key: string): State;
  decide(state: State, input: Input, context: DecideContext): Decision<Fact, State>;
  evolve(state: State, fact: Fact): State;
  /** The moment in ms at which this key wants a tick; undefined when it waits for nothing. */
  dueAt?(state: State, reference: Reference): number | undefined;
  /** Whether this key waits for the answer of another stage. */
  asks?(state: State): boolean;
  /** Many parcels share a state: one that waits for nothing may be asked for again at any moment. */
  readonly isShared?: true;
  /** The input that a tick is for this stage. */
  tick?(at: number): Input;
  /** Whether the key holds so much that no more records of partners are taken for it. */
  isFull?(state: State): boolean;
  /** The state with each document and decision that it holds changed, always in the same order. */
  mapTexts?(state: State, change: TextChange): State;
}

/** What a state holds of long texts: documents as they came, decisions as they were told. */
export interface TextChange {
  document(document: StoredDocument): StoredDocument;
  decision<T extends object>(decision: T): T;
}

// A stage of whatever state: the runner never looks inside.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyStage = Stage<any, any, any>;
