import type { JournalEntry, LaneRef, StateHead } from '../ports/lane-store.port';
import type { Deadlines } from './deadlines';
import type { RunnerOptions } from './lane-options';
import type { LaneStates } from './lane-states';
import { unpackFacts } from './packing';
import { type CachedState, factBytes, joinKey } from './cached-state';

/** A fact with the state that it belongs to. */
type Fact = ReturnType<typeof unpackFacts>[number];

/**
 * Folds the end of a journal into the states that were saved before it. Most states of that end were saved since and go
 * as far as their facts: of these the numbers are read, not the states.
 */
export class JournalFold {
  /** Numbers and deadlines of saved states, read once. */
  private readonly heads = new Map<string, StateHead | undefined>();

  constructor(
    private readonly options: Pick<RunnerOptions, 'store' | 'reference'>,
    private readonly ref: LaneRef,
    private readonly states: LaneStates,
    private readonly deadlines: Deadlines,
  ) {}

  async fold({ seq, facts: packed }: Pick<JournalEntry, 'seq' | 'facts'>): Promise<void> {
    const all = unpackFacts(packed);
    await this.readHeads(all);
    const facts = all.filter((fact) => !this.isSaved(fact, seq));
    await this.states.load(() => facts.map(([stage, stateKey]) => ({ stage, stateKey })));
    // A row may have been saved beyond this entry: what it holds already is not folded again.
    const saved = new Map<CachedState, number>();
    for (const [stage, stateKey] of facts) {
      const cached = this.states.of(stage, stateKey);
      saved.set(cached, cached.seq);
    }
    for (const fact of facts) this.take(fact, seq, saved);
  }

  private take([stageName, stateKey, fact]: Fact, seq: number, saved: ReadonlyMap<CachedState, number>): void {
    const cached = this.states.of(stageName, stateKey);
    if (saved.get(cached)! >= seq) {
      // The former owner may have saved the row after the deadlines were read.
      this.deadlines.set(cached.key, cached.dueAt);
      return;
    }
    const state = cached.stage.evolve(cached.state, fact) as object;
    const dueAt = cached.stage.dueAt?.(state, this.options.reference);
    this.states.cache.update(cached, state, seq, dueAt, factBytes(fact));
    this.deadlines.set(cached.key, dueAt);
  }

  private async readHeads(facts: readonly Fact[]): Promise<void> {
    const { store } = this.options;
    if (!store.heads) return;
    const unknown = new Set<string>();
    for (const [stage, stateKey] of facts) {
      const key = joinKey(stage, stateKey);
      if (!this.heads.has(key) && !this.states.cache.find(stage, stateKey)) unknown.add(key);
    }
    if (unknown.size === 0) return;
    const heads = await store.heads(this.ref, [...unknown]);
    for (const key of unknown) this.heads.set(key, heads.get(key));
  }

  /** Whether a saved state that is not in memory holds the fact. A row may since have become newer, never older. */
  private isSaved([stage, stateKey]: Fact, seq: number): boolean {
    const key = joinKey(stage, stateKey);
    const head = this.heads.get(key);
    if (!head || head.seq < seq || this.states.cache.find(stage, stateKey)) return false;
    this.deadlines.set(key, head.dueAt);
    return true;
  }
}
