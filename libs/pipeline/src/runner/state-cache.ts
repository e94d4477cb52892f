import type { AnyStage, DocumentText } from '@sandan/domain';
import type { StateRow } from '../ports/lane-store.port';
import { StatePages, unpackState } from './state-packing';

/** A state in memory, and what the cache knows of it; only the cache changes it. */
export interface CachedState {
  readonly key: string;
  readonly stage: AnyStage;
  state: object;
  /** Journal number of the last fact folded in. */
  seq: number;
  dirty: boolean;
  dueAt: number | undefined;
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

const SETTLED_AFTER_ENTRIES = 4;

/**
 * The states of a lane in memory. A dirty state is newer than its saved row and stays until the next checkpoint; clean
 * ones are dropped, first read first, when there are more than the bounds allow.
 */
export class StateCache {
  private readonly states = new Map<string, CachedState>();
  private dirty: CachedState[] = [];
  private totalBytes = 0;
  private unsavedBytes = 0;

  constructor(
    private readonly stages: ReadonlyMap<string, AnyStage>,
    private readonly bounds: CacheBounds,
  ) {}

  get size(): number {
    return this.states.size;
  }

  /** Packed bytes of all states, about. */
  get bytes(): number {
    return this.totalBytes;
  }

  /** Packed bytes of the states that no checkpoint has saved, about. */
  get dirtyBytes(): number {
    return this.unsavedBytes;
  }

  get dirtyCount(): number {
    return this.dirty.length;
  }

  has(key: string): boolean {
    return this.states.has(key);
  }

  find(key: string): CachedState | undefined {
    return this.states.get(key);
  }

  /** Takes a saved row, or the initial state of a key that has none. */
  admit(key: string, row: StateRow | undefined): CachedState {
    const { stage: name, stateKey } = splitKey(key);
    const stage = this.stages.get(name)!;
    const cached: CachedState = {
      key,
      stage,
      state: row ? unpackState(stage, row.state) : (stage.initial(stateKey) as object),
      seq: row?.seq ?? 0,
      dirty: false,
      dueAt: row?.dueAt,
      bytes: KEY_BYTES + (row?.state.byteLength ?? 0),
    };
    this.states.set(key, cached);
    this.totalBytes += cached.bytes;
    return cached;
  }

  /** `grownBytes`: how much larger the state has become, about. */
  update(cached: CachedState, state: object, seq: number, dueAt: number | undefined, grownBytes: number): void {
    cached.state = state;
    cached.seq = seq;
    cached.dueAt = dueAt;
    cached.bytes += grownBytes;
    this.totalBytes += grownBytes;
    this.unsavedBytes += cached.dirty ? grownBytes : cached.bytes;
    if (cached.dirty) return;
    cached.dirty = true;
    this.dirty.push(cached);
  }

  /** The state of a saved row, without taking it in. */
  unpack({ key, state }: StateRow): object {
    return unpackState(this.stages.get(splitKey(key).stage)!, state);
  }

  /** Rows of all dirty states; they count as clean from now on. */
  takeDirty(): StateRow[] {
    const taken = this.dirty;
    const pages = new StatePages();
    for (const cached of taken) {
      cached.dirty = false;
      pages.add(cached.stage, cached.state);
    }
    this.dirty = [];
    this.unsavedBytes = 0;
    const states = pages.close();
    return taken.map((cached, index): StateRow => {
      const { key, seq, dueAt } = cached;
      const state = states[index]!;
      this.measure(cached, state.byteLength);
      return dueAt === undefined ? { key, seq, state } : { key, seq, state, dueAt };
    });
  }

  /** Drops the oldest clean states above the bounds. Only safe when every checkpoint that took them was saved. */
  trim(): void {
    if (!this.isOver) return;
    for (const [key, cached] of this.states) {
      if (!this.isOver) return;
      if (!cached.dirty) this.drop(key, cached);
    }
  }

  /**
   * Drops what is settled: a stage with deadlines is rarely asked for a key that waits for nothing any more, and such
   * states are most of a day's memory. What changed in the last entries before `seq` may wait for an answer.
   */
  dropSettled(seq: number): void {
    for (const [key, cached] of this.states) {
      const settled = cached.dueAt === undefined && cached.seq + SETTLED_AFTER_ENTRIES < seq;
      if (settled && !cached.dirty && cached.stage.dueAt !== undefined) this.drop(key, cached);
    }
  }

  private drop(key: string, cached: CachedState): void {
    this.states.delete(key);
    this.totalBytes -= cached.bytes;
  }

  private get isOver(): boolean {
    return this.states.size > this.bounds.keysMax || this.totalBytes > this.bounds.bytesMax;
  }

  private measure(cached: CachedState, packedBytes: number): void {
    const bytes = KEY_BYTES + packedBytes;
    this.totalBytes += bytes - cached.bytes;
    cached.bytes = bytes;
  }
}

export function joinKey(stage: string, stateKey: string): string {
  return `${stage}/${stateKey}`;
}

export function splitKey(key: string): { stage: string; stateKey: string } {
  const slash = key.indexOf('/');
  return { stage: key.slice(0, slash), stateKey: key.slice(slash + 1) };
}
