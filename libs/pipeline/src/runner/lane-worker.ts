import { setTimeout as sleep } from 'node:timers/promises';
import type { LaneHandler, LaneReader } from '../ports/log.port';
import { LaneLostError } from '../ports/lane-store.port';
import { LaneRevokedError } from '../ports/log.port';
import type { InboundRecord, LaneOffsets } from '../ports/records';
import type { Flush } from './flush';
import { Lane } from './lane';
import { recordBytes } from './lane-merge';
import { LaneBatch, type RouteBatch } from './lane-batch';
import type { RunnerOptions } from './lane-options';
import { nextMoment } from './moments';
import { PoisonBreaker } from './poison-breaker';

/**
 * A lane that is given back is saved first when it has at most this many changed states (about 0.1 s of the store's time).
 * More would hold up the rebalance for longer than the next owner needs to fold the journal.
 */
const RELEASE_CHECKPOINT_KEYS_MAX = 2_000;

/** A lane that has stopped looks this often whether it was given back. */
const STANDING_MS = 200;

/**
 * A lane whose flush had at least so many facts has a backlog, and waits for its checkpoint: while one is being saved, no state
 * is dropped, and with one after the other the lane would keep them all.
 */
const BACKLOG_FACTS = 200;

/** A lane that had at least so many facts in its last flush waits this long for each of them. */
const MANY_FACTS = 8;
const FACT_MS = 5;

/**
 * Works the lanes that the log assigns: while one flush is on its way to the store and the log, the next batch is
 * already being decided.
 */
export class LaneWorker implements LaneHandler {
  private readonly open = new Map<number, Lane>();
  /** Kept while the lane is away: one that stopped stays stopped until the process starts anew. */
  private readonly breakers = new Map<number, PoisonBreaker>();
  private failed: Error | undefined;

  /** `route`: brings each batch to its decider; left out = straight. */
  constructor(
    private readonly options: RunnerOptions,
    private readonly route: RouteBatch = (batch) => batch.decide(),
  ) {}

  /** The first error that ended a lane, be it after the lane was given back. */
  get failure(): Error | undefined {
    return this.failed;
  }

  /** A lane that is being worked now. */
  lane(laneNumber: number): Lane | undefined {
    return this.open.get(laneNumber);
  }

  async assigned(laneNumber: number): Promise<LaneOffsets> {
    const lane = new Lane(this.options, laneNumber);
    const offsets = await lane.open();
    this.open.set(laneNumber, lane);
    return offsets;
  }

  async run(reader: LaneReader): Promise<void> {
    const lane = this.open.get(reader.lane);
    if (!lane) throw new Error(`lane ${reader.lane} runs before it was assigned`);
    try {
      await this.work(lane, reader);
    } catch (error) {
      if (error instanceof LaneLostError) return;
      this.failed ??= error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      if (this.open.get(reader.lane) === lane) this.open.delete(reader.lane);
      this.options.observer.closed?.(this.options.hosting.name, reader.lane);
    }
  }

  /** Returns when the lane was given back and its last flush is in the store and the log. */
  private async work(lane: Lane, reader: LaneReader): Promise<void> {
    let underway: Promise<void> = Promise.resolve();
    let saving: Promise<void> = Promise.resolve();
    for (;;) {
      // A lane that stops meets the failure of its last commit here, not when it is given back.
      if (this.breakers.get(reader.lane)?.halt) await underway;
      const flush = await this.next(lane, reader).catch((error: unknown) => endOf(error, underway));
      if (!flush) return this.release(lane, saving);
      await underway;
      // A lane that only waits for a topic that is behind goes on soon, and would save the same states again.
      const rests = flush.isEmpty && lane.hasUnsavedStates && reader.idle();
      underway = lane.commit(flush).then(() => reader.committed(flush.head.offsets));
      // A failure is met at the next await; until then it must not count as unhandled.
      underway.catch(() => undefined);
      if (!rests && !lane.wantsCheckpoint) continue;
      await saving;
      saving = lane.checkpoint(rests ? 'all' : 'settled', underway);
      saving.catch(() => undefined);
      if (rests || flush.facts.length >= BACKLOG_FACTS) await saving;
    }
  }

  /** `saving`: the last checkpoint; one must be done before another begins. */
  private async release(lane: Lane, saving: Promise<void>): Promise<void> {
    await saving;
    if (lane.unsavedStates === 0 || lane.unsavedStates > RELEASE_CHECKPOINT_KEYS_MAX) return;
    // The journal holds everything already: a checkpoint that fails only makes the next start longer.
    await lane.checkpoint().catch(() => undefined);
  }

  private async next(lane: Lane, reader: LaneReader): Promise<Flush> {
    await this.standStill(reader);
    const records = await this.gather(reader, lane.lastFlushFacts);
    this.tellLag(reader);
    const idleClock = records.length === 0 && reader.idle() ? lane.idleClock(this.options.wallClock()) : undefined;
    if (records.length === 0 && idleClock === undefined) return lane.decide([]);
    const batch = new LaneBatch(this.options.hosting.name, reader.lane, records, lane, idleClock);
    await this.route(batch);
    const flush = await batch.outcome();
    this.watch(reader.lane, flush);
    return flush;
  }

  private watch(lane: number, { topics, deadLetters }: Flush): void {
    const { breaker: options, hosting } = this.options;
    if (!options || !hosting.partners) return;
    const between = new Set(Object.values(hosting.stageTopics));
    const records = [...topics].reduce((sum, [topic, count]) => (between.has(topic) ? sum : sum + count), 0);
    const breaker = this.breakers.get(lane) ?? new PoisonBreaker(options);
    breaker.count(
      records,
      deadLetters.map(({ reason }) => reason),
    );
    this.breakers.set(lane, breaker);
  }

  /** Goes on at once unless the lane has stopped because of poison; then only until it is given back. */
  private async standStill(reader: LaneReader): Promise<void> {
    const halt = this.breakers.get(reader.lane)?.halt;
    if (!halt) return;
    this.options.observer.halted?.(this.options.hosting.name, reader.lane, halt);
    for (;;) {
      this.tellLag(reader);
      await sleep(STANDING_MS);
      await reader.read(0, 0, 0);
    }
  }

  private async gather(reader: LaneReader, lastFacts: number): Promise<InboundRecord[]> {
    const { batchRecordsMax, batchBytesMax, readWaitMs, gatherMs = 0, gatherMaxMs = gatherMs } = this.options;
    const records = await reader.read(batchRecordsMax, batchBytesMax, readWaitMs);
    if (gatherMs === 0 || records.length === 0 || records.length * 2 > batchRecordsMax) return records;
    const bytesLeft = records.reduce((left, record) => left - recordBytes(record), batchBytesMax);
    if (bytesLeft * 2 < batchBytesMax) return records;
    const longer = lastFacts < MANY_FACTS ? 0 : Math.min(gatherMaxMs, lastFacts * FACT_MS) - gatherMs;
    await nextMoment(this.options.wallClock(), Math.max(0, longer), gatherMs);
    const more = await reader.read(batchRecordsMax - records.length, bytesLeft, 0);
    return more.length === 0 ? records : [...records, ...more];
  }

  private tellLag(reader: LaneReader): void {
    const { records, oldestTimestamp } = reader.lag();
    const seconds = oldestTimestamp === undefined ? 0 : Math.max(0, this.options.wallClock() - oldestTimestamp) / 1000;
    this.options.observer.lag(this.options.hosting.name, reader.lane, { records, seconds });
  }
}

/** Undefined once a lane that was given back has nothing under way; any other error goes on. */
async function endOf(error: unknown, underway: Promise<void>): Promise<undefined> {
  await (error instanceof LaneRevokedError ? underway : underway.catch(() => undefined));
  if (!(error instanceof LaneRevokedError)) throw error;
  return undefined;
}
