import { LaneRuns } from '@sandan/pipeline';
import type { BufferedLane, ConsumerOptions, LaneOffsets, LogConsumer } from '@sandan/pipeline';
import type { Cluster, Consumer, ConsumerCrashEvent, EachBatchPayload, IMemberAssignment } from 'kafkajs';
import { FetchPause } from './fetch-pause';
import { GroupCommits } from './group-commits';
import { kafkaClient } from './kafka-client';
import { CONSUMER_DEFAULTS } from './kafka-log-options';
import type { KafkaConsumerSettings, KafkaLogOptions } from './kafka-log-options';
import { laneAssigner } from './lane-assigner';
import { LaneIntake } from './lane-intake';
import { LaneStart } from './lane-start';
import { isPassingCrash } from './passing-crash';
import { inOwnMemory } from './own-memory';
import { signOutPredecessors } from './predecessors';
import { toInbound } from './record-mapping';
import type { TopicAdmin } from './topic-admin';

const MAX_WORKERS = 64;
const RESTART_MS = 1_000;

/** What kafkajs keeps with a batch and does not declare: the offset that the fetch asked for. */
type FetchedBatch = EachBatchPayload['batch'] & { fetchedOffset?: string };

/**
 * One member of a consumer group. Offsets in Kafka are for lag only: at every join of the group all lanes are revoked,
 * and each assigned one is started anew where the store says.
 */
export class KafkaConsumer implements LogConsumer {
  private readonly settings: KafkaConsumerSettings;
  private readonly consumer: Consumer;
  private readonly runs: LaneRuns;
  private readonly commits: GroupCommits;
  private readonly starts: LaneStart;
  private readonly fetchPause: FetchPause;
  private readonly intakes = new Map<number, LaneIntake>();
  private cluster: Cluster | undefined;
  private assignment: IMemberAssignment = {};
  private workers = 1;
  private endsTimer: NodeJS.Timeout | undefined;
  private restartTimer: NodeJS.Timeout | undefined;
  private fetchedAt = 0;
  private joined = false;
  private stopping = false;
  private failed = false;

  constructor(
    private readonly options: ConsumerOptions,
    private readonly logOptions: KafkaLogOptions,
    private readonly admin: TopicAdmin,
  ) {
    this.settings = { ...CONSUMER_DEFAULTS, ...logOptions.consumer };
    this.consumer = this.createConsumer();
    this.commits = new GroupCommits(this.consumer);
    this.fetchPause = new FetchPause(this.settings.fetchPauseMs);
    this.starts = new LaneStart(admin, (gap) => logOptions.onGap?.(gap));
    this.runs = new LaneRuns({
      handler: options.handler,
      open: (lane, offsets, current) => this.open(lane, offsets, current),
      onFatal: (error) => this.fail(error),
    });
  }

  /** Throws when a topic is missing or the topics differ in their partition counts. */
  async start(): Promise<void> {
    const lanes = await this.starts.laneCount(this.options.topics);
    this.listen();
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
    this.commits.start(this.settings.commitIntervalMs);
    this.endsTimer = setInterval(() => void this.refreshEnds(), this.settings.endsIntervalMs);
    this.fetchedAt = performance.now();
    if (this.logOptions.soleClient) await this.signOutPredecessors();
    this.workers = Math.min(MAX_WORKERS, lanes * this.options.topics.length);
    await this.run();
  }

  async stop(): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    // Heartbeats come from the fetch loop: it has to go on until the last flush is in the store.
    this.ignoreIdle(() => this.pauseAll());
    await this.runs.stop();
    clearInterval(this.endsTimer);
    clearTimeout(this.restartTimer);
    await this.commits.stop();
    await this.consumer.disconnect();
    this.joined = false;
  }

  healthy(): boolean {
    const idleMs = Math.max(performance.now() - this.fetchedAt, this.runs.idleMs);
    return this.joined && !this.failed && idleMs < this.settings.stallMs;
  }

  /** Group commits that failed; they cost nothing but the accuracy of the lag seen from outside. */
  get commitErrors(): number {
    return this.commits.errors;
  }

  private createConsumer(): Consumer {
    const { settings } = this;
    return kafkaClient(this.logOptions).consumer({
      groupId: this.options.group,
      partitionAssigners: [
        (given) => {
          this.cluster = given.cluster;
          return laneAssigner(given);
        },
      ],
      sessionTimeout: settings.sessionTimeoutMs,
      heartbeatInterval: settings.heartbeatIntervalMs,
      rebalanceTimeout: settings.rebalanceTimeoutMs,
      maxWaitTimeInMs: settings.maxWaitMs,
      minBytes: 1,
      maxBytes: settings.fetchBytes,
      maxBytesPerPartition: settings.partitionFetchBytes,
      metadataMaxAge: 60_000,
      allowAutoTopicCreation: false,
      readUncommitted: false,
    });
  }

  /** A failure costs nothing but the time until the broker gives the predecessor up by itself. */
  private async signOutPredecessors(): Promise<void> {
    if (!this.cluster) return;
    const { group } = this.options;
    const { clientId, log } = this.logOptions;
    try {
      const members = await signOutPredecessors(this.cluster, group, clientId);
      if (members > 0) log?.('warn', 'signed a predecessor out of the group', { group, members });
    } catch (error) {
      log?.('warn', 'could not look for a predecessor in the group', { group, error: String(error) });
    }
  }

  private listen(): void {
    const { events } = this.consumer;
    this.consumer.on(events.GROUP_JOIN, ({ payload }) => this.onJoin(payload.memberAssignment));
    // Not sent on every way into a rejoin; where it comes it stops the lanes a little earlier.
    this.consumer.on(events.REBALANCING, () => this.dropLanes());
    this.consumer.on(events.CRASH, (event) => this.onCrash(event));
    this.consumer.on(events.FETCH, () => {
      this.fetchedAt = performance.now();
    });
    this.consumer.on(events.END_BATCH_PROCESS, ({ payload }) => {
      // A piece that held nothing but transaction markers never reaches the handler, its offsets pass all the same.
      if (payload.batchSize > 0) return;
      const end = BigInt(payload.highWatermark);
      const intake = this.intakeOf(payload.topic, payload.partition);
      intake?.accept(payload.topic, [], BigInt(payload.lastOffset) + 1n, end);
    });
  }

  private onJoin(assignment: IMemberAssignment): void {
    this.joined = true;
    this.assignment = assignment;
    this.dropLanes();
    // Before the next fetch, which would start at the group's offsets and not at the store's.
    this.pauseAll();
    if (this.stopping) return;
    void this.runs.assign([...new Set(Object.values(assignment).flat())].sort((a, b) => a - b));
  }

  private run(): Promise<void> {
    return this.consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: this.workers,
      eachBatch: (payload) => this.take(payload),
    });
  }

  private onCrash({ payload }: ConsumerCrashEvent): void {
    this.joined = false;
    this.dropLanes();
    if (payload.restart || this.stopping) return;
    if (!isPassingCrash(payload.error)) return this.fail(payload.error);
    this.restartTimer = setTimeout(() => void this.runAgain(), RESTART_MS);
  }

  private async runAgain(): Promise<void> {
    try {
      await this.consumer.connect();
      await this.run();
    } catch (error) {
      if (!this.stopping) this.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private dropLanes(): void {
    this.commits.renew();
    this.runs.revokeAll();
    this.intakes.clear();
  }

  private async open(lane: number, offsets: LaneOffsets, current: () => boolean): Promise<BufferedLane> {
    const topics = this.options.topics.filter((topic) => this.assignment[topic]?.includes(lane));
    const { start, ends } = await this.starts.locate(topics, lane, offsets);
    const intake = new LaneIntake({
      lane,
      topics,
      start,
      ends,
      settings: this.settings,
      control: {
        pause: (topic) => this.ignoreIdle(() => this.consumer.pause([{ topic, partitions: [lane] }])),
        resume: (topic) => this.resume(topic, intake),
      },
      committed: this.commits.sink(lane),
    });
    if (!current()) return intake.reader;
    this.intakes.set(lane, intake);
    for (const topic of topics) {
      this.seek(topic, lane, start[topic] ?? 0n);
      this.resume(topic, intake);
    }
    return intake.reader;
  }

  private async take({ batch, isStale }: EachBatchPayload): Promise<void> {
    const { topic, partition } = batch;
    const intake = this.intakeOf(topic, partition);
    if (!intake || isStale()) return;
    const fetched = (batch as FetchedBatch).fetchedOffset;
    if (fetched !== undefined && BigInt(fetched) > intake.position(topic)) {
      if (!(await this.jump(intake, topic, BigInt(fetched)))) return;
    }
    const records = inOwnMemory(batch.messages).map((message) => toInbound(topic, partition, message));
    intake.accept(topic, records, BigInt(batch.lastOffset()) + 1n, BigInt(batch.highWatermark));
    if (!this.stopping) await this.fetchPause.after(records.length);
  }

  /** The fetch went past the wanted position. True when retention had cut that off; else the fetch is sent back. */
  private async jump(intake: LaneIntake, topic: string, fetched: bigint): Promise<boolean> {
    const wanted = intake.position(topic);
    const { low } = await this.admin.bounds(topic);
    if (this.intakeOf(topic, intake.lane) !== intake) return false;
    if ((low.get(intake.lane) ?? 0n) >= fetched) {
      this.logOptions.onGap?.({ topic, partition: intake.lane, from: wanted, to: fetched });
      return true;
    }
    this.seek(topic, intake.lane, wanted);
    return false;
  }

  private async refreshEnds(): Promise<void> {
    const intakes = [...this.intakes.values()];
    const topics = new Set(intakes.flatMap((intake) => [...intake.pausedTopics()]));
    for (const topic of topics) {
      const bounds = await this.admin.bounds(topic).catch(() => undefined);
      for (const intake of intakes) {
        if (intake.reads(topic)) intake.setEnd(topic, bounds?.high.get(intake.lane) ?? 0n);
      }
    }
  }

  private intakeOf(topic: string, lane: number): LaneIntake | undefined {
    const intake = this.intakes.get(lane);
    return intake?.reads(topic) ? intake : undefined;
  }

  private seek(topic: string, partition: number, offset: bigint): void {
    this.consumer.seek({ topic, partition, offset: String(offset) });
  }

  /** Only for the intake that is fed now: a former one must not open the tap of its successor. */
  private resume(topic: string, intake: LaneIntake): void {
    if (this.stopping || this.intakes.get(intake.lane) !== intake) return;
    this.ignoreIdle(() => this.consumer.resume([{ topic, partitions: [intake.lane] }]));
  }

  private pauseAll(): void {
    this.consumer.pause(Object.entries(this.assignment).map(([topic, partitions]) => ({ topic, partitions })));
  }

  /** kafkajs throws when it is told to pause or resume while it is not running; there is nothing to do then. */
  private ignoreIdle(work: () => void): void {
    try {
      work();
    } catch {
      // A consumer that stopped or restarts has no fetch to pause; the next join begins anew.
    }
  }

  private fail(error: Error): void {
    this.failed = true;
    this.options.onFatal(error);
  }
}
