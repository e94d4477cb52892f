import type { LaneRef, LaneStore } from '../ports/lane-store.port';
import { type CachedState, joinKey, splitKey, type StateName } from './cached-state';
import type { StateCache } from './state-cache';

/** The states of a lane, in memory or still in the store. */
export class LaneStates {
  /** Found last: what comes for one key mostly comes together. Only within a flush, in which no state is dropped. */
  private last: CachedState | undefined;

  constructor(
    private readonly store: LaneStore,
    private readonly ref: LaneRef,
    readonly cache: StateCache,
  ) {}

  /** Brings states into memory. A store that answers at once is asked when a decision comes to them. */
  async load(namesOf: () => readonly StateName[]): Promise<void> {
    this.last = undefined;
    if (this.store.loadNow) return;
    const missing = new Map<string, StateName>();
    for (const name of namesOf()) {
      const { stage, stateKey } = name;
      if (!this.cache.find(stage, stateKey)) missing.set(joinKey(stage, stateKey), name);
    }
    if (missing.size === 0) return;
    const rows = await this.store.load(this.ref, [...missing.keys()]);
    for (const [key, { stage, stateKey }] of missing) this.cache.admit(stage, stateKey, rows.get(key));
  }

  /** A state that was loaded, or can be read at once. */
  of(stage: string, stateKey: string): CachedState {
    const { last } = this;
    if (last?.stateKey === stateKey && last.stage.name === stage) return last;
    return (this.last = this.cache.find(stage, stateKey) ?? this.readNow(stage, stateKey));
  }

  /** The state of `stage/stateKey` without taking it into memory; undefined when it cannot be read at once. */
  peek(key: string): object | undefined {
    const { stage, stateKey } = splitKey(key);
    const state = this.cache.peek(stage, stateKey);
    if (state) return state;
    const row = this.store.loadNow?.(this.ref, key);
    return row && this.cache.unpack(row);
  }

  private readNow(stage: string, stateKey: string): CachedState {
    if (!this.store.loadNow) throw new Error(`the state of ${stage} was not loaded before the decision`);
    return this.cache.admit(stage, stateKey, this.store.loadNow(this.ref, joinKey(stage, stateKey)));
  }
}
