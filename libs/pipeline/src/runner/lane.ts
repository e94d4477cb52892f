import type { AnyStage } from '@sandan/domain';
import { type JournalEntry, type JournalHead, LaneLostError, type LaneRef } from '../ports/lane-store.port';
import type { InboundRecord, LaneOffsets, OutboundRecord } from '../ports/records';
import { splitKey } from './cached-state';
import { chainStart, linkDecisions } from './decision-chain';
import { Deadlines } from './deadlines';
import { Flush } from './flush';
import { JournalFold } from './journal-fold';
import { LaneDecider, type RecordIntake } from './lane-decider';
import type { RunnerOptions } from './lane-options';
import { mentionsOf } from './mentions';
import type { FlushReport } from './observer';
import { packFacts, packOutputs, unpackOutputs } from './packing';
import { LaneStates } from './lane-states';
import { StateCache } from './state-cache';
import { StatePages } from './state-packing';
import { giveBackPage } from './utf8-writer';

const NEW_LANE: JournalHead = { offsets: {}, clock: 0, wallAt: 0, serials: {}, marks: {} };

/** Part of what is unsaved that a full cache saves, though it waits, to have room again. */
const ROOM_MADE_PART = 1 / 32;

/**
 * One lane at work: decide a batch, append it to the journal, publish its outputs. The append is the fence: when another
 * runner has taken the lane over it fails with `LaneLostError`, and this object must not be used any more.
 */
export class Lane {
  private readonly ref: LaneRef;
  private readonly cache: StateCache;
  private readonly states: LaneStates;
  private readonly deadlines = new Deadlines();
  private readonly decider: LaneDecider;
  private readonly stageTopics: ReadonlySet<string>;
  private head: JournalHead = NEW_LANE;
  private seq = 0;
  private flushesSinceCheckpoint = 0;
  private flushFacts = 0;

  constructor(
    private readonly options: RunnerOptions,
    lane: number,
  ) {
    this.ref = { stage: options.hosting.name, lane };
    const stages = new Map(options.hosting.stages.map((stage): [string, AnyStage] => [stage.name, stage]));
    this.stageTopics = new Set(Object.values(options.hosting.stageTopics));
    this.cache = new StateCache(stages, { keysMax: options.cacheKeysMax, bytesMax: options.cacheBytesMax });
    this.states = new LaneStates(options.store, this.ref, this.cache);
    this.decider = new LaneDecider(options, lane, this.states, this.deadlines);
  }

  get offsets(): LaneOffsets {
    return this.head.offsets;
  }

  get clock(): number {
    return this.head.clock;
  }

  /** Keys that wait for a deadline. */
  get waiting(): number {
    return this.deadlines.size;
  }

  /** Entries held for deadlines, with those of keys that wait no longer. */
  get heldDeadlines(): number {
    return this.deadlines.held;
  }

  /** States in memory: how many, and how many packed bytes about. */
  get cachedKeys(): number {
    return this.cache.size;
  }

  get cachedBytes(): number {
    return this.cache.bytes;
  }

  /** Facts of the flush that was decided last. */
  get lastFlushFacts(): number {
    return this.flushFacts;
  }

  /** Number of the journal entry that was decided last. */
  get lastSeq(): number {
    return this.seq;
  }

  /** The keys with the earliest deadlines, earliest first. */
  earliestDeadlines(count: number): { key: string; at: number }[] {
    return this.deadlines.earliest(count);
  }

  /**
   * The state of `stage/key` as decided so far, for staff: it is not taken into the cache. Undefined for a key without
   * facts, and for one that is not in memory when the store cannot be read without waiting.
   */
  peek(key: string): object | undefined {
    return this.states.peek(key);
  }

  /** The keys that wait for a deadline. */
  waitingKeys(): string[] {
    return this.deadlines.dueKeys(Infinity);
  }

  /**
   * The business clock of an idle lane: it follows the wall clock's pace from the last record on, so that a window ends
   * although nothing more comes. Undefined while the pause is too short, or when no deadline is near.
   */
  idleClock(wallNow: number): number | undefined {
    const { idleClockMs } = this.options;
    const idleMs = wallNow - this.head.wallAt;
    if (idleClockMs === 0 || this.head.clock === 0 || idleMs < idleClockMs) return undefined;
    const clock = this.head.clock + idleMs;
    return (this.deadlines.next() ?? Infinity) <= clock ? clock : undefined;
  }

  /** Claims the lane, folds what was not saved, and publishes the last entry's outputs again (same ids, same bytes). */
  async open(): Promise<LaneOffsets> {
    const { store, owner, publisher } = this.options;
    const claim = await store.claim(this.ref, owner, NEW_LANE);
    this.head = claim.head;
    this.seq = claim.seq;
    for await (const { key, dueAt } of store.due(this.ref)) this.deadlines.set(key, dueAt);
    let last: Uint8Array | undefined;
    const folding = new JournalFold(this.options, this.ref, this.states, this.deadlines);
    for await (const entry of store.entries(this.ref, claim.checkpointSeq + 1)) {
      await folding.fold(entry);
      if (entry.outputs.byteLength > 0) last = entry.outputs;
    }
    if (last) await publisher?.publish(unpackOutputs(last));
    return this.head.offsets;
  }

  /**
   * Decides a batch on the states in memory. The result must be committed before the next but one batch is decided, and
   * in order.
   */
  async decide(records: readonly InboundRecord[], until?: number): Promise<Flush> {
    const started = performance.now();
    // Records that change nothing load states too, and bring no checkpoint after which they would be dropped.
    this.forget();
    const flush = new Flush(this.seq + 1, this.head);
    const intakes: RecordIntake[] = [];
    let furthest = until ?? this.head.clock;
    for (const record of records) {
      intakes.push(this.decider.intake(record));
      furthest = Math.max(furthest, record.clock ?? record.timestamp);
    }
    await this.states.load(() => [
      ...intakes.flatMap(({ stage, keys }) => keys.map((stateKey) => ({ stage, stateKey }))),
      ...this.deadlines.dueKeys(furthest).map(splitKey),
    ]);
    for (const intake of intakes) {
      const { record } = intake;
      this.decider.advance(flush, this.isPartners(record) ? (record.clock ?? record.timestamp) : flush.head.clock);
      flush.turn = record.turn;
      this.decider.take(flush, intake);
      flush.count(record.topic);
      flush.head.offsets[record.topic] = record.offset + 1n;
    }
    this.decider.advance(flush, until ?? flush.head.clock);
    if (records.length > 0 || until !== undefined) flush.head.wallAt = this.options.wallClock();
    flush.seal(this.ref.lane);
    this.flushFacts = flush.facts.length;
    if (!flush.isEmpty) {
      this.link(flush);
      this.head = flush.head;
      this.seq = flush.seq;
    }
    flush.decideMs = performance.now() - started;
    return flush;
  }

  private link({ head, facts }: Flush): void {
    const before = head.chain ?? chainStart(this.ref);
    const after = linkDecisions(facts, before);
    if (after.length > before.length) head.chain = after;
  }

  /** Makes a flush durable, then tells the world. */
  commit(flush: Flush): Promise<void> {
    if (flush.isEmpty) return Promise.resolve();
    const { store, publisher, observer } = this.options;
    const { seq, head } = flush;
    const facts = packFacts(flush.facts);
    const outputs = packOutputs(flush.outputs);
    const mentions = store.isNeverSearched ? undefined : mentionsOf(flush.facts, flush.outputs);
    // An append takes as long as the next decision: what nobody asks for afterwards must not live on until then.
    return this.append(
      { seq, head, facts, outputs, ...(mentions && { mentions }) },
      publisher && flush.outputs.length > 0 ? flush.outputs : undefined,
      observer.flushed && flush.report(this.ref, this.deadlines),
    );
  }

  private async append(
    entry: JournalEntry,
    records: readonly OutboundRecord[] | undefined,
    report: FlushReport | undefined,
  ): Promise<void> {
    const { store, publisher, observer } = this.options;
    const started = performance.now();
    try {
      await store.append(this.ref, entry);
    } catch (error) {
      if (error instanceof LaneLostError) observer.fenced(this.ref.stage, this.ref.lane);
      throw error;
    }
    if (store.givesBytesBack) for (const page of [entry.facts, entry.outputs]) giveBackPage(page);
    const appended = performance.now();
    if (records) await publisher?.publish(records);
    const [appendMs, publishMs] = [appended - started, performance.now() - appended];
    if (report) observer.flushed?.({ ...report, appendMs, publishMs });
    this.flushesSinceCheckpoint++;
  }

  /** True when enough has changed that saving states keeps the next recovery short. */
  get wantsCheckpoint(): boolean {
    const { checkpointFlushes, checkpointKeysMax } = this.options;
    if (this.cache.dirtyCount === 0) return false;
    const isMuch = this.cache.dirtySettled >= checkpointKeysMax || this.isFull;
    return isMuch || this.flushesSinceCheckpoint >= checkpointFlushes;
  }

  /** A state that no checkpoint has saved cannot be dropped: these alone must not fill the cache. */
  private get isFull(): boolean {
    const { cacheKeysMax, cacheBytesMax } = this.options;
    const { dirtyCount, dirtySettled, dirtyBytes } = this.cache;
    return (dirtyCount - dirtySettled) * 2 >= cacheKeysMax || dirtyBytes * 2 >= cacheBytesMax;
  }

  get hasUnsavedStates(): boolean {
    return this.unsavedStates > 0;
  }

  /** Changed states that no checkpoint has saved. */
  get unsavedStates(): number {
    return this.cache.dirtyCount;
  }

  /**
   * Saves changed states, as soon as every flush decided so far is `committed`: all of them, or without those that wait
   * and changed in the last entries only. The next flushes may be decided and committed meanwhile,
   * but one checkpoint must be done before another begins.
   */
  async checkpoint(which: 'all' | 'settled' = 'all', committed?: Promise<void>): Promise<void> {
    const { ref, seq } = this;
    const rows = which === 'all' ? this.cache.takeDirty() : this.cache.takeDirty(this.savesWaitingSince);
    const savedSeq = (this.cache.unsavedSince ?? seq + 1) - 1;
    this.flushesSinceCheckpoint = 0;
    await committed;
    const { store } = this.options;
    await store.checkpoint(ref, rows, savedSeq);
    if (store.givesBytesBack) StatePages.giveBack(rows.map(({ state }) => state));
    this.cache.wereSaved();
  }

  /**
   * A state that has waited from this entry on is saved although it still waits. In a full cache only so many as make room
   * again, those that have waited longest: others may be settled before their turn comes, and all of them are many rows.
   */
  private get savesWaitingSince(): number {
    const longAgo = this.seq - this.options.checkpointFlushes / 2;
    return this.isFull ? Math.max(longAgo, this.cache.oldestUnsaved(ROOM_MADE_PART)) : longAgo;
  }

  /** Only between two flushes: what a decision has loaded stays until it is made. */
  private forget(): void {
    this.cache.dropSettled();
    this.cache.trim();
  }

  /** Only partners' records move the business clock; messages between stages carry the time of their cause. */
  private isPartners(record: InboundRecord): boolean {
    return !this.stageTopics.has(record.topic);
  }
}
