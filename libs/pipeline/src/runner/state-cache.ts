import type { AnyStage } from '@sandan/domain';
import type { StateRow } from '../ports/lane-store.port';
import { StatePages, unpackState } from './state-packing';

interface Cached {
  state: object;
  /** Journal number of the last fact folded in. */
  seq: number;
  dirty: boolean;
  dueAt: number | undefined;
}

/**
 * The states of a lane in memory. A dirty state is newer than its saved row and stays until the next checkpoint; clean
 * ones are dropped, first read first, when there are more than `keysMax`.
 */
export class StateCache {
  private readonly states = new Map<string, Cached>();
  private dirtyKeys = new Set<string>();

  constructor(
    private readonly stages: ReadonlyMap<string, AnyStage>,
    private readonly keysMax: number,
  ) {}

  get dirtyCount(): number {
    return this.dirtyKeys.size;
  }

  has(key: string): boolean {
    return this.states.has(key);
  }

  get(key: string): object | undefined {
    return this.states.get(key)?.state;
  }

  seqOf(key: string): number {
    return this.states.get(key)?.seq ?? 0;
  }

  dueAtOf(key: string): number | undefined {
    return this.states.get(key)?.dueAt;
  }

  /** Takes a saved row, or the initial state of a key that has none. */
  admit(key: string, row: StateRow | undefined): object {
    const state = row ? this.unpack(row) : this.initial(key);
    this.states.set(key, { state, seq: row?.seq ?? 0, dirty: false, dueAt: row?.dueAt });
    return state;
  }

  update(key: string, state: object, seq: number, dueAt: number | undefined): void {
    const cached = this.states.get(key);
    if (!cached) throw new Error(`the state of ${key} changed before it was read`);
    cached.state = state;
    cached.seq = seq;
    cached.dueAt = dueAt;
    if (cached.dirty) return;
    cached.dirty = true;
    this.dirtyKeys.add(key);
  }

  /** The state of a saved row, without taking it in. */
  unpack({ key, state }: StateRow): object {
    return unpackState(this.stageOf(key), state);
  }

  /** Rows of all dirty states; they count as clean from now on. */
  takeDirty(): StateRow[] {
    const taken = [...this.dirtyKeys].map((key) => ({ key, cached: this.states.get(key)! }));
    const pages = new StatePages();
    for (const { key, cached } of taken) {
      cached.dirty = false;
      pages.add(this.stageOf(key), cached.state);
    }
    this.dirtyKeys = new Set();
    const states = pages.close();
    return taken.map(({ key, cached: { seq, dueAt } }, index) => ({
      key,
      seq,
      state: states[index]!,
      ...(dueAt !== undefined && { dueAt }),
    }));
  }

  /** Drops the oldest clean states above the bound. Only safe when every checkpoint that took them was saved. */
  trim(): void {
    if (this.states.size <= this.keysMax) return;
    for (const [key, cached] of this.states) {
      if (this.states.size <= this.keysMax) return;
      if (!cached.dirty) this.states.delete(key);
    }
  }

  private initial(key: string): object {
    return this.stageOf(key).initial(splitKey(key).stateKey) as object;
  }

  private stageOf(key: string): AnyStage {
    return this.stages.get(splitKey(key).stage)!;
  }
}

export function joinKey(stage: string, stateKey: string): string {
  return `${stage}/${stateKey}`;
}

export function splitKey(key: string): { stage: string; stateKey: string } {
  const slash = key.indexOf('/');
  return { stage: key.slice(0, slash), stateKey: key.slice(slash + 1) };
}
