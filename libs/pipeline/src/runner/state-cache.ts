import type { AnyStage } from '@sandan/domain';
import type { StateRow } from '../ports/lane-store.port';
import { type CachedState, isSettled, joinKey, KEY_BYTES, splitKey } from './cached-state';
import { MemoryRoom } from './memory-room';
import { bytesOf, type Packed, PackedRoom } from './packed-room';
import { StatePages, unpackState } from './state-packing';
import { UnsavedStates } from './unsaved-states';

/** How much of a lane may be in memory. */
export interface CacheBounds {
  keysMax: number;
  /** Packed bytes of the states; in memory they take two to three times as much. */
  bytesMax: number;
}

/** One in so many of the keys it may hold waits as it came; the rest of what waits is packed. */
const LOOSE_PART = 8;
/** Filled to this part of its bounds, the cache keeps no settled state that its stage might ask for again. */
const ROOMY_PART = 4;
/** What stands in place of a state that is packed or dropped. */
const PACKED: object = Object.freeze({});

/**
 * The states of a lane in memory. One that is newer than its saved row stays until a checkpoint takes it; others are
 * dropped, first read first, when there are more than the bounds allow.
 */
export class StateCache {
  /** By stage and key: to put both into one text for each look would cost more than the look. */
  private readonly states: ReadonlyMap<string, Map<string, CachedState>>;
  private readonly unsaved = new UnsavedStates();
  /** What waits and is not packed, the longest untouched first. */
  private readonly loose = new Set<CachedState>();
  /** Of the checkpoint that is being saved. */
  private beingSaved: CachedState[] = [];
  /** Saved since `dropSettled` last looked at them. */
  private saved: CachedState[] = [];
  private totalBytes = 0;
  private readonly packedRoom = new PackedRoom();
  /** For texts of states that were packed. */
  private readonly textRoom = new MemoryRoom();

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
    return this.unsaved.bytes;
  }

  /** States that no checkpoint has saved. */
  get dirtyCount(): number {
    return this.unsaved.count;
  }

  /** Those of them that wait for nothing. */
  get dirtySettled(): number {
    return this.unsaved.settledCount;
  }

  /** Journal number of the first fact that no checkpoint has saved. */
  get unsavedSince(): number | undefined {
    return this.unsaved.since;
  }

  /** Journal number up to which this part of the unsaved states, the oldest, has its first unsaved facts; 0 = none. */
  oldestUnsaved(part: number): number {
    return this.unsaved.oldest(part);
  }

  find(stage: string, stateKey: string): CachedState | undefined {
    const cached = this.states.get(stage)?.get(stateKey);
    if (cached?.packed) this.loosen(cached, cached.packed);
    return cached;
  }

  /** The state of a key in memory, for a look: what is packed stays so. */
  peek(stage: string, stateKey: string): object | undefined {
    const cached = this.states.get(stage)?.get(stateKey);
    return cached?.packed ? this.unpacked(cached, cached.packed) : cached?.state;
  }

  /** Takes a saved row, or the initial state of a key that has none. */
  admit(stageName: string, stateKey: string, row: StateRow | undefined): CachedState {
    const stage = this.stages.get(stageName)!;
    const state = row ? unpackState(stage, row.state) : (stage.initial(stateKey) as object);
    const cached: CachedState = {
      key: joinKey(stageName, stateKey),
      stateKey,
      stage,
      state,
      packed: undefined,
      seq: row?.seq ?? 0,
      unsavedSince: 0,
      isBeingSaved: false,
      isStored: row !== undefined,
      dueAt: row?.dueAt,
      isAsking: stage.asks?.(state) ?? false,
      bytes: KEY_BYTES + (row?.state.byteLength ?? 0),
    };
    this.states.get(stageName)!.set(stateKey, cached);
    this.totalBytes += cached.bytes;
    if (!isSettled(cached)) this.loose.add(cached);
    return cached;
  }

  /** `grownBytes`: how much larger the state has become, about. */
  update(cached: CachedState, state: object, seq: number, dueAt: number | undefined, grownBytes: number): void {
    cached.state = state;
    cached.seq = seq;
    cached.dueAt = dueAt;
    cached.isAsking = cached.stage.asks?.(state) ?? false;
    cached.bytes += grownBytes;
    this.totalBytes += grownBytes;
    if (cached.unsavedSince === 0) cached.unsavedSince = seq;
    this.unsaved.changed(cached, grownBytes);
    this.loose.delete(cached);
    if (!isSettled(cached)) this.loose.add(cached);
  }

  /** The state of a saved row, without taking it in. */
  unpack({ key, state }: StateRow): object {
    return unpackState(this.stages.get(splitKey(key).stage)!, state);
  }

  /**
   * Rows of the states that no checkpoint has saved, but for those that wait and have facts of entries after `waitingSince`
   * only. They stay in memory until `wereSaved` is called, before which none may be taken again.
   */
  takeDirty(waitingSince = Infinity): StateRow[] {
    const taken = this.unsaved.take(waitingSince);
    const pages = new StatePages();
    for (const { stage, state, packed } of taken) pages.add(stage, state, packed && bytesOf(packed));
    const states = pages.close();
    const rows: StateRow[] = [];
    for (const [index, cached] of taken.entries()) {
      const { key, seq, dueAt, isStored } = cached;
      const row: StateRow = { key, seq, state: states[index]! };
      if (dueAt !== undefined) row.dueAt = dueAt;
      if (!isStored) row.isFirst = true;
      this.countAsTaken(cached, row.state);
      rows.push(row);
    }
    this.packOldest(this.loose.size - Math.floor(this.bounds.keysMax / LOOSE_PART));
    return rows;
  }

  private countAsTaken(cached: CachedState, state: Uint8Array): void {
    cached.unsavedSince = 0;
    cached.isStored = true;
    cached.isBeingSaved = true;
    this.beingSaved.push(cached);
    if (isSettled(cached)) this.measure(cached, state.byteLength);
    else this.pack(cached, state);
  }

  /** The store has the rows that were taken. */
  wereSaved(): void {
    for (const cached of this.beingSaved) {
      cached.isBeingSaved = false;
      this.saved.push(cached);
    }
    this.beingSaved = [];
  }

  /** Most of what waits is settled soon: only what waits behind many others is worth the work. */
  private packOldest(count: number): void {
    if (count <= 0) return;
    const oldest: CachedState[] = [];
    for (const cached of this.loose) {
      if (oldest.push(cached) === count) break;
    }
    const pages = new StatePages();
    for (const { stage, state } of oldest) pages.add(stage, state);
    const states = pages.close();
    for (const [index, state] of states.entries()) this.pack(oldest[index]!, state);
    StatePages.giveBack(states);
  }

  private pack(cached: CachedState, state: Uint8Array): void {
    this.loose.delete(cached);
    if (cached.packed) return;
    cached.packed = this.packedRoom.take(state);
    cached.state = PACKED;
    this.measure(cached, state.byteLength);
  }

  private loosen(cached: CachedState, packed: Packed): void {
    cached.state = this.unpacked(cached, packed);
    this.giveBack(cached);
    this.loose.add(cached);
  }

  /** On a copy: its texts are views of the bytes, and may outlive the cell. */
  private unpacked({ stage }: CachedState, packed: Packed): object {
    const bytes = this.textRoom.take(packed.size);
    bytes.set(bytesOf(packed));
    return unpackState(stage, bytes);
  }

  private giveBack(cached: CachedState): void {
    if (cached.packed) this.packedRoom.giveBack(cached.packed);
    cached.packed = undefined;
  }

  private measure(cached: CachedState, packedBytes: number): void {
    const bytes = KEY_BYTES + packedBytes;
    const grown = bytes - cached.bytes;
    cached.bytes = bytes;
    this.totalBytes += grown;
    if (cached.unsavedSince > 0) this.unsaved.measured(grown);
  }

  /** Drops the oldest saved states above the bounds, first those of the stage that has most. */
  trim(): void {
    if (!this.isOver()) return;
    for (const states of [...this.states.values()].sort((a, b) => b.size - a.size)) {
      for (const cached of states.values()) {
        if (!this.isOver()) return;
        if (isSaved(cached)) this.drop(cached);
      }
    }
  }

  /**
   * Drops what is saved and settled: a parcel that waits for nothing is rarely asked for any more, and such states are most
   * of a day's memory. Those that parcels share go as well when room gets scarce.
   */
  dropSettled(): void {
    const isRoomy = !this.isOver(ROOMY_PART);
    const looked = this.saved;
    this.saved = [];
    for (const cached of looked) {
      if (isSaved(cached) && isSettled(cached) && !(cached.stage.isShared && isRoomy)) this.drop(cached);
    }
  }

  private drop(cached: CachedState): void {
    // It may have been dropped and read again since it was saved.
    const states = this.states.get(cached.stage.name)!;
    if (states.get(cached.stateKey) !== cached) return;
    states.delete(cached.stateKey);
    this.loose.delete(cached);
    this.totalBytes -= cached.bytes;
    // An object that is old keeps what it points to, though nobody has it any more, until the old are collected.
    cached.state = PACKED;
    this.giveBack(cached);
  }

  private isOver(part = 1): boolean {
    const { keysMax, bytesMax } = this.bounds;
    return this.size * part > keysMax || this.totalBytes * part > bytesMax;
  }
}

/** The store has this state: it may be dropped. */
function isSaved({ unsavedSince, isBeingSaved }: CachedState): boolean {
  return unsavedSince === 0 && !isBeingSaved;
}
