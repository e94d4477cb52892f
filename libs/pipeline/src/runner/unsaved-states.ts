import { type CachedState, isSettled } from './cached-state';

/** The states that are newer than their saved rows. */
export class UnsavedStates {
  /** In the order of their first unsaved facts. */
  private readonly all = new Set<CachedState>();
  private readonly settled = new Set<CachedState>();
  private packedBytes = 0;

  get count(): number {
    return this.all.size;
  }

  /** Those of them that wait for nothing. */
  get settledCount(): number {
    return this.settled.size;
  }

  /** Packed bytes of all of them, about. */
  get bytes(): number {
    return this.packedBytes;
  }

  /** Journal number of the first fact that no checkpoint has saved. */
  get since(): number | undefined {
    for (const { unsavedSince } of this.all) return unsavedSince;
    return undefined;
  }

  /** Journal number up to which this part of them, the oldest, has its first unsaved facts; 0 = none. */
  oldest(part: number): number {
    let before = Math.floor(this.all.size * part);
    for (const { unsavedSince } of this.all) if (before-- === 0) return unsavedSince;
    return 0;
  }

  /** A state has changed; `grownBytes`: how much larger it has become, about. */
  changed(cached: CachedState, grownBytes: number): void {
    if (isSettled(cached)) this.settled.add(cached);
    else this.settled.delete(cached);
    const known = this.all.size;
    this.all.add(cached);
    this.packedBytes += this.all.size > known ? cached.bytes : grownBytes;
  }

  /** One of them turned out to be larger or smaller than it was thought to be. */
  measured(grownBytes: number): void {
    this.packedBytes += grownBytes;
  }

  /**
   * Those that a checkpoint saves; they count as saved from now on. One that still waits, for a deadline or an answer, will
   * soon be another: it is left out unless it has facts of the entry `waitingSince` or before.
   */
  take(waitingSince: number): CachedState[] {
    const taken: CachedState[] = [];
    for (const cached of this.all) {
      if (cached.unsavedSince > waitingSince) break;
      if (!isSettled(cached)) taken.push(cached);
    }
    for (const cached of this.settled) taken.push(cached);
    this.settled.clear();
    for (const cached of taken) {
      this.all.delete(cached);
      this.packedBytes -= cached.bytes;
    }
    return taken;
  }
}
