import type { AnyStage, Reference } from '@sandan/domain';
import { joinKey, type LaneRef, type LaneStore, StateCache, type StateRow } from '@sandan/pipeline';

const STATES_IN_MEMORY = 20_000;
const BYTES_IN_MEMORY = 128 * 1024 * 1024;

/** Folds facts into saved states, some thousand at a time, so that a journal of any length can be folded. */
export class FoldedStates {
  private readonly cache: StateCache;

  constructor(
    private readonly stages: ReadonlyMap<string, AnyStage>,
    private readonly store: LaneStore,
    private readonly ref: LaneRef,
    private readonly reference: Reference,
  ) {
    this.cache = new StateCache(stages, { keysMax: STATES_IN_MEMORY, bytesMax: BYTES_IN_MEMORY });
  }

  /** True when it is time to save. */
  get isFull(): boolean {
    return this.cache.dirtyCount >= STATES_IN_MEMORY;
  }

  async fold(stageName: string, key: string, fact: object, seq: number): Promise<void> {
    const stage = this.stages.get(stageName);
    if (!stage) return;
    const cached =
      this.cache.find(stageName, key) ?? this.cache.admit(stageName, key, await this.saved(joinKey(stageName, key)));
    const state = stage.evolve(cached.state, fact) as object;
    this.cache.update(cached, state, seq, stage.dueAt?.(state, this.reference), 0);
  }

  /** Saves what was folded; every state is saved up to the entry `checkpointSeq`. */
  async save(checkpointSeq: number): Promise<void> {
    await this.store.checkpoint(this.ref, this.cache.takeDirty(), checkpointSeq);
    this.cache.wereSaved();
    this.cache.dropSettled();
    this.cache.trim();
  }

  private async saved(name: string): Promise<StateRow | undefined> {
    return (await this.store.load(this.ref, [name])).get(name);
  }
}
