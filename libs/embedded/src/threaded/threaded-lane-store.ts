import type { MessagePort, TransferListItem } from 'node:worker_threads';
import {
  JournalGapError,
  type JournalEntry,
  type JournalHead,
  type LaneClaim,
  LaneLostError,
  type LaneRef,
  type LaneStore,
  type StateRow,
} from '@sandan/pipeline';
import type { EmbeddedLaneStore } from '../store/embedded-lane-store';
import { SavedKeys } from './saved-keys';
import {
  OWN_BYTES_MIN,
  packRows,
  type StoreAnswer,
  type StoreCall,
  type StoreCallName,
  type StoreCalls,
} from './store-call';

interface Pending {
  resolve(result: unknown): void;
  reject(error: unknown): void;
  args: readonly unknown[];
}

/**
 * A store of lanes whose writes run in a thread of their own (`hostLaneStore`), while this thread decides the next batch.
 * Reads stay here, on the same file: what a resolved call wrote is seen.
 */
export class ThreadedLaneStore implements LaneStore {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private failure: Error | undefined;
  /** Only for a store that was empty: what it has is what went through here. */
  private readonly saved: SavedKeys | undefined;

  /**
   * `reader` is over the same folder, opened in this thread; both ends are closed by `close`. `isNew`: the store is empty,
   * and nobody else writes states to it.
   */
  constructor(
    private readonly port: MessagePort,
    private readonly reader: EmbeddedLaneStore,
    { isNew = false } = {},
  ) {
    if (isNew) this.saved = new SavedKeys();
    port.on('message', (answer: StoreAnswer) => this.answered(answer));
    port.on('close', () => this.fail(new Error('the thread that hosts the store has ended')));
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
    const keys = rows.map(({ key }) => key);
    for (const key of keys) this.saved?.add(key);
    const news = await this.call('checkpoint', [lane, packed, checkpointSeq], [packed.states]);
    this.reader.refresh();
    if (news) this.reader.learn(lane, keys, news);
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
    return this.send(name, args, []);
  }

  async close(): Promise<void> {
    await this.reader.close();
    this.port.close();
  }

  private call<Name extends StoreCallName>(
    name: Name,
    args: StoreCalls[Name]['args'],
    handedOver: readonly Uint8Array[] = [],
  ): Promise<StoreCalls[Name]['result']> {
    return this.send(name, args, handedOver) as Promise<StoreCalls[Name]['result']>;
  }

  private send(name: string, args: unknown[], handedOver: readonly Uint8Array[]): Promise<unknown> {
    if (this.failure) return Promise.reject(this.failure);
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject, args });
      this.port.postMessage({ id, name, args } satisfies StoreCall, transferable(handedOver));
    });
  }

  private answered(answer: StoreAnswer): void {
    const pending = this.pending.get(answer.id);
    if (!pending) return;
    this.pending.delete(answer.id);
    if ('error' in answer) pending.reject(errorOf(answer, pending.args));
    else pending.resolve(answer.result);
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.pending.values()) reject(this.failure);
    this.pending.clear();
  }
}

function errorOf({ error, name }: Extract<StoreAnswer, { error: unknown }>, args: readonly unknown[]): unknown {
  const [lane, entry] = args as [LaneRef, JournalEntry];
  if (name === 'LaneLostError') return new LaneLostError(lane, entry.seq);
  return name === 'JournalGapError' ? new JournalGapError(lane, entry.seq) : error;
}

/** What goes over is gone here: a page that fills a piece of memory of its own goes as it is, anything else as a copy. */
function ownPiece(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset === 0 && bytes.byteLength >= OWN_BYTES_MIN ? bytes : new Uint8Array(bytes);
}

/** Memory goes over whole. */
function transferable(pieces: readonly Uint8Array[]): TransferListItem[] {
  return pieces.filter(({ byteLength }) => byteLength > 0).map(({ buffer }) => buffer as ArrayBuffer);
}
