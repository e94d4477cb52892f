import type { AnyStage, Reference } from '@sandan/domain';
import { joinKey, type LaneRef, type LaneStore, StateCache, type StateRow } from '@sandan/pipeline';

const STATES_IN_MEMORY = 20_000;
const BYTES_IN_MEMORY = 128 * 1024 * 1024;

/** The states that a replay starts from: the fold of every fact before its day, saved into a store of its own. */
export class EarlierStates {
  private readonly cache: StateCache;
  private seq = 1;

  constructor(
    private readonly stages: ReadonlyMap<string, AnyStage>,
    private readonly store: LaneStore,
    private readonly ref: LaneRef,
    private readonly reference: Reference,
  ) {
    this.cache = new StateCache(stages, { keysMax: STATES_IN_MEMORY, bytesMax: BYTES_IN_MEMORY });
  }

  async fold(stageName: string, key: string, fact: object): Promise<void> {
    const stage = this.stages.get(stageName);
    if (!stage) return;
    const name = joinKey(stageName, key);
    if (!this.cache.has(name)) this.cache.admit(name, await this.saved(name));
    const state = stage.evolve(this.cache.get(name), fact) as object;
    this.cache.update(name, state, this.seq, stage.dueAt?.(state, this.reference), 0);
    if (this.cache.dirtyCount >= STATES_IN_MEMORY) await this.save();
  }

  async save(): Promise<void> {
    if (this.cache.dirtyCount === 0) return;
    await this.store.checkpoint(this.ref, this.cache.takeDirty(), this.seq++);
    this.cache.trim();
  }

  private async saved(name: string): Promise<StateRow | undefined> {
    return (await this.store.load(this.ref, [name])).get(name);
  }
}
