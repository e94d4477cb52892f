import type { AnyStage, DocumentText } from '@sandan/domain';
import type { Packed } from './packed-room';

/** A state in memory, and what the cache knows of it; only the cache changes it. */
export interface CachedState {
  /** `stage/stateKey`, as in its row. */
  readonly key: string;
  readonly stateKey: string;
  readonly stage: AnyStage;
  /** Not to be used while the state is packed. */
  state: object;
  /** The state as bytes, as they stand in a row: what waits for long is held so. */
  packed: Packed | undefined;
  /** Journal number of the last fact folded in. */
  seq: number;
  /** Journal number of the first fact that no checkpoint has saved; 0 = the store has all of them. */
  unsavedSince: number;
  /** A checkpoint has taken it, and its row is not saved yet. */
  isBeingSaved: boolean;
  /** The store had a row of it, or was given one. */
  isStored: boolean;
  dueAt: number | undefined;
  /** It waits for the answer of another stage. */
  isAsking: boolean;
  /** Packed size: measured when it was loaded or packed, guessed since. */
  bytes: number;
}

/** A state that waits for no deadline and for no answer. */
export function isSettled({ dueAt, isAsking }: CachedState): boolean {
  return dueAt === undefined && !isAsking;
}

/** What a key costs besides its state, and what a fact adds to one besides the texts that it brings. */
export const KEY_BYTES = 256;
const FACT_BYTES = 1024;

/** A guess of what a fact adds to a state, until the next checkpoint measures it. */
export function factBytes(fact: object): number {
  const { document, parked } = fact as { document?: Texted; parked?: { input: Texted } };
  return FACT_BYTES + sizeOf(document) + 2 * sizeOf(parked?.input);
}

type Texted = { text?: DocumentText };

function sizeOf(texted: Texted | undefined): number {
  const text = texted?.text ?? '';
  return typeof text === 'string' ? text.length : text.byteLength;
}

/** Which state: of which stage, under which of its keys. */
export interface StateName {
  stage: string;
  stateKey: string;
}

export function joinKey(stage: string, stateKey: string): string {
  return `${stage}/${stateKey}`;
}

export function splitKey(key: string): StateName {
  const slash = key.indexOf('/');
  return { stage: key.slice(0, slash), stateKey: key.slice(slash + 1) };
}
