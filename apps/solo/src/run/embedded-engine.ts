import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PARTNER_TOPICS } from '@sandan/contracts';
import { type Explanation, explainNumber } from '@sandan/audit';
import type { Clearance, Digest, ParcelGroup, Reference, ReleaseState } from '@sandan/domain';
import { EmbeddedEnvironment, EmbeddedLaneStore, EmbeddedLog } from '@sandan/embedded';
import { combineObservers } from '@sandan/observability';
import {
  BREAKER_DEFAULTS,
  createDigest,
  joinKey,
  type Lane,
  LaneWorker,
  type LogConsumer,
  type OutboundRecord,
  PORT_HOSTING,
  type RunnerObserver,
  type RunnerOptions,
  unpackOutputs,
} from '@sandan/pipeline';
import { loadBuyerKey } from './buyer-key';
import { type NumberView, numberView } from './parcel-view';
import { RateWindow } from './rate-window';
import { type DaySummary, daySummary } from './summary';
import { Tally } from './tally';
import { TallyFile } from './tally-file';
import { LiveWaiting, type LiveView } from '../waiting/live-waiting';

export interface EngineOptions {
  /** false: survives a killed process but not a power cut; for data that is thrown away. Default true. */
  sync?: boolean;
  /** After this pause an idle engine's business clock goes on at the wall clock's pace, ms; 0 = never. Default 5 s. */
  idleClockMs?: number;
  wallClock?: () => number;
  /** The engine stops when more of its last records than this become dead letters; 100 = never. */
  poisonPercentMax?: number;
  /** Nothing but a new start helps. */
  onFatal?: (error: Error) => void;
}

/** Everything in one lane: a parcel is decided to its end before the next record is looked at. */
const LANE = 0;
const LANE_REF = { stage: PORT_HOSTING.name, lane: LANE };

const BATCH_RECORDS_MAX = 2000;
const BATCH_BYTES_MAX = 8 * 1024 * 1024;
const READ_WAIT_MS = 100;
const CHECKPOINT_FLUSHES = 50;
const CHECKPOINT_KEYS_MAX = 10_000;
const CACHE_KEYS_MAX = 20_000;
const CACHE_BYTES_MAX = 128 * 1024 * 1024;
const IDLE_CLOCK_MS = 5_000;
/** A worker that has not looked at its topics for this long is not consuming. */
const QUIET_MAX_MS = 10_000;
const SAVE_TALLY_MS = 30_000;
const RATE_SECONDS = 61;
const SETTLE_LOOK_MS = 10;

/** All stages of a port in this process, over one LMDB folder that holds topics, journal and states. */
export class EmbeddedEngine {
  private readonly log: EmbeddedLog;
  private readonly store: EmbeddedLaneStore;
  private readonly worker: LaneWorker;
  private readonly consumer: LogConsumer;
  private readonly tally: Tally;
  private readonly tallyFile: TallyFile;
  private readonly rate: RateWindow;
  private readonly waitingLists: LiveWaiting;
  private readonly wallClock: () => number;
  private readonly digest: Digest;
  private saving: NodeJS.Timeout | undefined;
  private seenAt = 0;
  private toldSeq = 0;
  private fatal: Error | undefined;

  private constructor(
    folder: string,
    private readonly environment: EmbeddedEnvironment,
    private readonly reference: Reference,
    observer: RunnerObserver,
    private readonly options: EngineOptions,
  ) {
    this.wallClock = options.wallClock ?? Date.now;
    this.digest = createDigest(loadBuyerKey(folder));
    this.rate = new RateWindow(RATE_SECONDS, this.wallClock);
    this.log = EmbeddedLog.open(environment, { partitions: 1 });
    this.store = new EmbeddedLaneStore(environment, {
      onAppend: (_lane, { outputs }) => this.log.appendInTransaction(unpackOutputs(outputs)),
    });
    this.tally = new Tally(reference, (clearance) => this.previousOf(clearance));
    this.tallyFile = new TallyFile(folder);
    this.waitingLists = new LiveWaiting(this.store, LANE_REF, reference);
    this.worker = new LaneWorker(this.runnerOptions(combineObservers(this.ownObserver(), observer)));
    this.consumer = this.log.consumer({
      group: PORT_HOSTING.name,
      topics: PARTNER_TOPICS,
      handler: { assigned: (lane) => this.assigned(lane), run: (reader) => this.worker.run(reader) },
      onFatal: (error) => this.fail(error),
    });
  }

  /**
   * Opens or creates the data folder and starts to consume. Throws when the folder belongs to other software or its
   * buyer key cannot be read.
   */
  static async open(
    folder: string,
    reference: Reference,
    observer: RunnerObserver,
    options: EngineOptions = {},
  ): Promise<EmbeddedEngine> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const environment = EmbeddedEnvironment.open(join(folder, 'lmdb'), { sync: options.sync ?? true });
    let engine: EmbeddedEngine | undefined;
    try {
      engine = new EmbeddedEngine(folder, environment, reference, observer, options);
      await engine.consumer.start();
      await engine.untilOpen();
      return engine;
    } catch (error) {
      await engine?.consumer.stop();
      await environment.close();
      throw error;
    }
  }

  /** Appends records of partners; durable when it resolves, with the offset of the first one by topic. */
  async accept(records: readonly OutboundRecord[]): Promise<Record<string, bigint>> {
    const first: Record<string, bigint> = {};
    if (records.length === 0) return first;
    const topics = new Set(records.map(({ topic }) => topic));
    await this.environment.root.transaction(() => {
      // Read inside the transaction: appends of others may lie between the call and this moment.
      for (const topic of topics) first[topic] = this.log.endOffset(topic, 0);
      this.log.appendInTransaction(records);
    });
    return first;
  }

  /** What is known of a parcel `ebpCode:orderNo`, or of all parcels under a bare orderNo; personal data masked. */
  parcel(number: string): NumberView | undefined {
    const colon = number.indexOf(':');
    const ofNumber = this.view(number);
    if (ofNumber || colon < 0) return ofNumber;
    return this.view(number.slice(colon + 1), number.slice(0, colon));
  }

  /** Why the parcel `ebpCode:orderNo`, or each parcel under a bare orderNo, is where it is; personal data masked. */
  explain(number: string): Promise<Explanation[]> {
    return explainNumber(number, { store: this.store, reference: this.reference, digest: this.digest });
  }

  /** What waits for somebody, with its owner and age; undefined while the lane is not ours. */
  async waiting(): Promise<LiveView | undefined> {
    const lane = this.worker.lane(LANE);
    return lane && this.waitingLists.view(lane);
  }

  summary(): DaySummary {
    const lane = this.worker.lane(LANE);
    return daySummary({
      tally: this.tally,
      reference: this.reference,
      lane,
      backlogRecords: this.backlogRecords(),
      rate: this.rate.perSecond(),
    });
  }

  /** Records taken and not yet decided. */
  backlogRecords(): number {
    const offsets = this.worker.lane(LANE)?.offsets ?? {};
    const behind = (topic: string): bigint => this.log.endOffset(topic, 0) - (offsets[topic] ?? 0n);
    return PARTNER_TOPICS.reduce((sum, topic) => sum + Number(behind(topic)), 0);
  }

  /** True while the lane is ours and its topics are looked at. */
  healthy(): boolean {
    const seenMsAgo = this.wallClock() - this.seenAt;
    return !this.fatal && this.consumer.healthy() && this.worker.lane(LANE) !== undefined && seenMsAgo < QUIET_MAX_MS;
  }

  /** Resolves when everything accepted so far is decided, durable and saved; false when `timeoutMs` passed before. */
  async settled(timeoutMs: number): Promise<boolean> {
    const end = performance.now() + timeoutMs;
    while (!this.isSettled()) {
      if (this.fatal) throw this.fatal;
      if (performance.now() >= end) return false;
      await new Promise((resolve) => setTimeout(resolve, SETTLE_LOOK_MS));
    }
    return true;
  }

  /** Finishes what runs, saves the states, lets go of the folder. */
  async close(settleMs = 5_000): Promise<void> {
    clearInterval(this.saving);
    if (!this.fatal) await this.settled(settleMs).catch(() => false);
    await this.consumer.stop();
    this.tallyFile.save(this.tally.total());
    await this.environment.close();
  }

  private runnerOptions(observer: RunnerObserver): RunnerOptions {
    return {
      hosting: PORT_HOSTING,
      store: this.store,
      reference: this.reference,
      digest: this.digest,
      observer,
      lanes: 1,
      owner: `solo-${process.pid}`,
      wallClock: this.wallClock,
      batchRecordsMax: BATCH_RECORDS_MAX,
      batchBytesMax: BATCH_BYTES_MAX,
      readWaitMs: READ_WAIT_MS,
      checkpointFlushes: CHECKPOINT_FLUSHES,
      checkpointKeysMax: CHECKPOINT_KEYS_MAX,
      cacheKeysMax: CACHE_KEYS_MAX,
      cacheBytesMax: CACHE_BYTES_MAX,
      idleClockMs: this.options.idleClockMs ?? IDLE_CLOCK_MS,
      breaker: { ...BREAKER_DEFAULTS, percentMax: this.options.poisonPercentMax ?? BREAKER_DEFAULTS.percentMax },
    };
  }

  private ownObserver(): RunnerObserver {
    return {
      flushed: (report) => {
        const before = this.tally.decided;
        this.tally.flushed(report);
        this.waitingLists.follow(report);
        this.rate.add(this.tally.decided - before);
        this.toldSeq = report.seq;
      },
      lag: () => {
        this.seenAt = this.wallClock();
      },
      fenced: () => this.fail(new Error('another process has taken over the data folder')),
      undecidable: () => undefined,
    };
  }

  /** Totals follow the journal: what no flush has told them is read before the first record is taken. */
  private async assigned(lane: number): Promise<Record<string, bigint>> {
    const offsets = await this.worker.assigned(lane);
    const { lastSeq } = this.worker.lane(lane)!;
    const saved = this.tally.seq > 0 ? undefined : this.tallyFile.read();
    // Totals of a journal longer than this one belong to a folder that was put back to an older copy.
    if (saved && saved.seq <= lastSeq) this.tally.restore(saved);
    for await (const entry of this.store.entries(LANE_REF, this.tally.seq + 1)) this.tally.replayed(entry);
    this.toldSeq = lastSeq;
    this.seenAt = this.wallClock();
    this.saving ??= setInterval(() => this.tallyFile.save(this.tally.total()), SAVE_TALLY_MS).unref();
    return offsets;
  }

  private async untilOpen(): Promise<void> {
    while (this.seenAt === 0) {
      if (this.fatal) throw this.fatal;
      await new Promise((resolve) => setTimeout(resolve, SETTLE_LOOK_MS));
    }
  }

  private isSettled(): boolean {
    const lane: Lane | undefined = this.worker.lane(LANE);
    if (!lane || lane.hasUnsavedStates || this.toldSeq < lane.lastSeq) return false;
    return this.backlogRecords() === 0;
  }

  private view(orderNo: string, ebpCode?: string): NumberView | undefined {
    const lane = this.worker.lane(LANE);
    const group = lane?.peek(joinKey('parcel', orderNo)) as ParcelGroup | undefined;
    const release = lane?.peek(joinKey('release', orderNo)) as ReleaseState | undefined;
    return group && numberView(group, release, this.reference, ebpCode);
  }

  private previousOf({ orderNo, ebpCode, revision }: Clearance): Clearance | undefined {
    const group = this.worker.lane(LANE)?.peek(joinKey('parcel', orderNo)) as ParcelGroup | undefined;
    return group?.parcels[ebpCode]?.clearances[revision - 2];
  }

  private fail(error: Error): void {
    if (this.fatal) return;
    this.fatal = error;
    this.options.onFatal?.(error);
  }
}
