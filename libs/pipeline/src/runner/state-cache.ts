import type { AnyStage, DocumentText } from '@sandan/domain';
import type { StateRow } from '../ports/lane-store.port';
import { condensed, StatePages, unpackState } from './state-packing';

/** A state in memory, and what the cache knows of it; only the cache changes it. */
export interface CachedState {
  /** `stage/stateKey`, as in its row. */
  readonly key: string;
  readonly stateKey: string;
  readonly stage: AnyStage;
  state: object;
  /** Journal number of the last fact folded in. */
  seq: number;
  /** Journal number of the first fact that no checkpoint has saved; 0 = the store has all of them. */
  unsavedSince: number;
  /** The store had a row of it, or was given one. */
  isStored: boolean;
  dueAt: number | undefined;
  /** Held as small as it can be: what was read of its documents is forgotten. */
  isCondensed: boolean;
  /** Packed size: measured when it was loaded or saved, guessed since. */
  bytes: number;
}

/** How much of a lane may be in memory. */
export interface CacheBounds {
  keysMax: number;
  /** Packed bytes of the states; in memory they take two to three times as much. */
  bytesMax: number;
}

/** What a key costs besides its state, and what a fact adds to one besides the texts that it brings. */
const KEY_BYTES = 256;
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

/** What changed in so many last entries may wait for an answer. */
const SETTLED_AFTER_ENTRIES = 4;
/** One in so many of the keys it may hold waits as it came; the rest of what waits is condensed. */
const LOOSE_PART = 8;
/** Filled to this part of its bounds, the cache keeps no settled state that its stage might ask for again. */
const ROOMY_PART = 4;

/**
 * The states of a lane in memory. One that is newer than its saved row stays until a checkpoint takes it; others are
 * dropped, first read first, when there are more than the bounds allow.
 */
export class StateCache {
  /** By stage and key: to put both into one text for each look would cost more than the look. */
  private readonly states: ReadonlyMap<string, Map<string, CachedState>>;
  /** Newer than their rows, in the order of their first unsaved facts. */
  private readonly unsaved: CachedState[] = [];
  private unsavedSettled = 0;
  private unsavedBytes = 0;
  /** Saved since `dropSettled` last looked at them. */
  private saved: CachedState[] = [];
  private totalBytes = 0;

  constructor(
    private readonly stages: ReadonlyMap<string, AnyStage>,
    private readonly bounds: CacheBounds,
  ) {
    this.states = new Map([...stages.keys()].map((name) => [name, new Map<string, CachedState>()]));
  }

  get size(): number {
    let size = 0;
    for (const { size: keys } of this.states.values()) size += keys;
    return size;
  }

  /** Packed bytes of all states, about. */
  get bytes(): number {
    return this.totalBytes;
  }

  /** Packed bytes of the states that no checkpoint has saved, about. */
  get dirtyBytes(): number {
    return this.unsavedBytes;
  }

  /** States that no checkpoint has saved. */
  get dirtyCount(): number {
    return this.unsaved.length;
  }

  /** Those of them that wait for no deadline. */
  get dirtySettled(): number {
    return this.unsavedSettled;
  }

  /** Journal number of the first fact that no checkpoint has saved. */
  get unsavedSince(): number | undefined {
    return this.unsaved[0]?.unsavedSince;
  }

  /** Journal number up to which this part of the unsaved states, the oldest, has its first unsaved facts; 0 = none. */
  oldestUnsaved(part: number): number {
    return this.unsaved[Math.floor(this.unsaved.length * part)]?.unsavedSince ?? 0;
  }

  find(stage: string, stateKey: string): CachedState | undefined {
    return this.states.get(stage)?.get(stateKey);
  }

  /** Takes a saved row, or the initial state of a key that has none. */
  admit(stageName: string, stateKey: string, row: StateRow | undefined): CachedState {
    const stage = this.stages.get(stageName)!;
    const cached: CachedState = {
      key: joinKey(stageName, stateKey),
      stateKey,
      stage,
      state: row ? unpackState(stage, row.state) : (stage.initial(stateKey) as object),
      seq: row?.seq ?? 0,
      unsavedSince: 0,
      isStored: row !== undefined,
      dueAt: row?.dueAt,
      isCondensed: row !== undefined,
      bytes: KEY_BYTES + (row?.state.byteLength ?? 0),
    };
    this.states.get(stageName)!.set(stateKey, cached);
    this.totalBytes += cached.bytes;
    return cached;
  }

  /** `grownBytes`: how much larger the state has become, about. */
  update(cached: CachedState, state: object, seq: number, dueAt: number | undefined, grownBytes: number): void {
    const isNew = cached.unsavedSince === 0;
    if (!isNew && isSettled(cached)) this.unsavedSettled--;
    cached.state = state;
    cached.seq = seq;
    cached.dueAt = dueAt;
    cached.isCondensed = false;
    cached.bytes += grownBytes;
    this.totalBytes += grownBytes;
    this.unsavedBytes += isNew ? cached.bytes : grownBytes;
    if (isSettled(cached)) this.unsavedSettled++;
    if (!isNew) return;
    cached.unsavedSince = seq;
    this.unsaved.push(cached);
  }

  /** The state of a saved row, without taking it in. */
  unpack({ key, state }: StateRow): object {
    return unpackState(this.stages.get(splitKey(key).stage)!, state);
  }

  /**
   * Rows of the states that no checkpoint has saved; they count as saved from now on. A state that still waits for a
   * deadline will soon be another one: it is left out unless it has facts of the entry `waitingSince` or before.
   */
  takeDirty(waitingSince = Infinity): StateRow[] {
    const taken: CachedState[] = [];
    let left = 0;
    let loose = 0;
    for (const cached of this.unsaved) {
      if (isSettled(cached) || cached.unsavedSince <= waitingSince) taken.push(cached);
      else {
        // In place: at the peak of a day these are many, and a checkpoint comes every few flushes.
        this.unsaved[left++] = cached;
        if (!cached.isCondensed) loose++;
      }
    }
    this.unsaved.length = left;
    this.unsavedSettled = 0;
    this.condenseOldest(loose - Math.floor(this.bounds.keysMax / LOOSE_PART));
    const pages = new StatePages();
    for (const { stage, state } of taken) pages.add(stage, state);
    const states = pages.close();
    return taken.map((cached, index): StateRow => {
      const { key, seq, dueAt, isStored } = cached;
      const row: StateRow = { key, seq, state: states[index]! };
      if (dueAt !== undefined) row.dueAt = dueAt;
      if (!isStored) row.isFirst = true;
      this.countAsSaved(cached, row.state.byteLength);
      return row;
    });
  }

  /** Most of what waits is settled soon: only what waits behind many others is worth the work. */
  private condenseOldest(count: number): void {
    for (let at = 0; count > 0; at++) {
      const cached = this.unsaved[at]!;
      if (cached.isCondensed) continue;
      condense(cached);
      count--;
    }
  }

  private countAsSaved(cached: CachedState, packedBytes: number): void {
    const bytes = KEY_BYTES + packedBytes;
    this.unsavedBytes -= cached.bytes;
    this.totalBytes += bytes - cached.bytes;
    cached.bytes = bytes;
    cached.unsavedSince = 0;
    cached.isStored = true;
    if (!isSettled(cached)) condense(cached);
    this.saved.push(cached);
  }

  /**
   * Drops the oldest saved states above the bounds, first those of the stage that has most. Only safe when every
   * checkpoint that took them was saved.
   */
  trim(): void {
    if (!this.isOver()) return;
    for (const states of [...this.states.values()].sort((a, b) => b.size - a.size)) {
      for (const cached of states.values()) {
        if (!this.isOver()) return;
        if (cached.unsavedSince === 0) this.drop(cached);
      }
    }
  }

  /**
   * Drops what is settled: a stage with deadlines is rarely asked for a key that waits for nothing any more, and such
   * states are most of a day's memory. Those of other stages go as well when room gets scarce. What changed in the last
   * entries before `seq` may wait for an answer.
   */
  dropSettled(seq: number): void {
    const isRoomy = !this.isOver(ROOMY_PART);
    const looked = this.saved;
    this.saved = [];
    for (const cached of looked) {
      if (cached.unsavedSince > 0 || !isSettled(cached)) continue;
      if (cached.seq + SETTLED_AFTER_ENTRIES >= seq) this.saved.push(cached);
      else if (cached.stage.dueAt !== undefined || !isRoomy) this.drop(cached);
    }
  }

  private drop(cached: CachedState): void {
    // It may have been dropped and read again since it was saved.
    const states = this.states.get(cached.stage.name)!;
    if (states.get(cached.stateKey) !== cached) return;
    states.delete(cached.stateKey);
    this.totalBytes -= cached.bytes;
  }

  private isOver(part = 1): boolean {
    const { keysMax, bytesMax } = this.bounds;
    return this.size * part > keysMax || this.totalBytes * part > bytesMax;
  }
}

function condense(cached: CachedState): void {
  if (cached.isCondensed) return;
  cached.state = condensed(cached.stage, cached.state);
  cached.isCondensed = true;
}

function isSettled({ dueAt }: CachedState): boolean {
  return dueAt === undefined;
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
