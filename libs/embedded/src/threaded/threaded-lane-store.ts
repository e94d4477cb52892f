import type { MessagePort } from 'node:worker_threads';
import {
  type JournalEntry,
  type JournalHead,
  type LaneClaim,
  type LaneRef,
  type LaneStore,
  type StateRow,
} from '@sandan/pipeline';
import type { EmbeddedLaneStore } from '../store/embedded-lane-store';
import { ownPiece, PortCalls, storeError } from './port-calls';
import { SavedKeys } from './saved-keys';
import { packRows, type StoreCalls } from './store-call';

/**
 * A store of lanes whose writes run in a thread of their own (`hostLaneStore`), while this thread decides the next batch.
 * Reads stay here, on the same file: what a resolved call wrote is seen.
 */
export class ThreadedLaneStore implements LaneStore {
  private readonly calls: PortCalls;
  /** Only for a store that was empty: what it has is what went through here. */
  private readonly saved: SavedKeys | undefined;

  /**
   * `reader` is over the same folder, opened in this thread; both ends are closed by `close`. `isNew`: the store is empty,
   * and nobody else writes states to it.
   */
  constructor(
    port: MessagePort,
    private readonly reader: EmbeddedLaneStore,
    { isNew = false } = {},
  ) {
    if (isNew) this.saved = new SavedKeys();
    this.calls = new PortCalls(port);
  }

  claim(lane: LaneRef, owner: string, initial: JournalHead): Promise<LaneClaim> {
    return this.call('claim', [lane, owner, initial]);
  }

  append(lane: LaneRef, entry: JournalEntry): Promise<void> {
    const facts = ownPiece(entry.facts);
    const outputs = ownPiece(entry.outputs);
    return this.call('append', [lane, { ...entry, facts, outputs }], [facts, outputs]);
  }

  async checkpoint(lane: LaneRef, rows: readonly StateRow[], checkpointSeq: number): Promise<void> {
    const packed = packRows(rows, (key) => this.saved?.mayHave(key) === false);
    for (const { key } of rows) this.saved?.add(key);
    await this.call('checkpoint', [lane, packed, checkpointSeq], [packed.states]);
    this.reader.refresh();
  }

  entries(lane: LaneRef, from: number): AsyncIterable<JournalEntry> {
    this.reader.refresh();
    return this.reader.entries(lane, from);
  }

  load(lane: LaneRef, keys: readonly string[]): Promise<Map<string, StateRow>> {
    return this.reader.load(lane, keys);
  }

  loadNow(lane: LaneRef, key: string): StateRow | undefined {
    return this.saved?.mayHave(key) === false ? undefined : this.reader.loadNow(lane, key);
  }

  due(lane: LaneRef): AsyncIterable<{ key: string; dueAt: number }> {
    this.reader.refresh();
    return this.reader.due(lane);
  }

  findByTag(stage: string, tag: string): Promise<{ lane: number; row: StateRow }[]> {
    this.reader.refresh();
    return this.reader.findByTag(stage, tag);
  }

  lanes(): Promise<LaneRef[]> {
    this.reader.refresh();
    return this.reader.lanes();
  }

  lastSeq(lane: LaneRef): Promise<number> {
    this.reader.refresh();
    return this.reader.lastSeq(lane);
  }

  checkpointSeq(lane: LaneRef): Promise<number> {
    this.reader.refresh();
    return this.reader.checkpointSeq(lane);
  }

  /** Gives the mapped file out of resident memory; the host must offer `reopen`. Nothing may be under way. */
  reopen(): Promise<void> {
    return this.reader.reopen(() => this.ask('reopen'));
  }

  /** Asks for something else that the host of the thread offers. */
  ask(name: string, ...args: unknown[]): Promise<unknown> {
    return this.calls.send(name, args);
  }

  async close(): Promise<void> {
    await this.reader.close();
    this.calls.close();
  }

  private call<Name extends keyof StoreCalls>(
    name: Name,
    args: StoreCalls[Name]['args'],
    handedOver: readonly Uint8Array[] = [],
  ): Promise<StoreCalls[Name]['result']> {
    const reviveError = (error: unknown, errorName?: string): unknown => storeError(error, errorName, args);
    return this.calls.send(name, args, handedOver, reviveError) as Promise<StoreCalls[Name]['result']>;
  }
}
