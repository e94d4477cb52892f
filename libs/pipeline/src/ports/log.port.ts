import type { InboundRecord, LaneOffsets, OutboundRecord } from './records';

/**
 * The log of topics, seen by a runner. A lane is one partition number of all topics that a stage consumes; a lane's
 * records come merged by timestamp, in order within a topic.
 */
export interface LaneReader {
  readonly lane: number;
  /**
   * Next records of the lane, at most `max` (and about `maxBytes` of values): merged over its topics by timestamp, a
   * topic that is behind is waited for. Resolves with an empty array after `waitMs` without records.
   * Throws `LaneRevokedError` once the lane is no longer ours.
   */
  read(max: number, maxBytes: number, waitMs: number): Promise<InboundRecord[]>;
  /** Tells the log how far the store has come (Kafka: group offsets, for lag only). Never throws. */
  committed(offsets: LaneOffsets): void;
  /** Records known to be in the log and not yet read, and the timestamp of the oldest of them. */
  lag(): { records: number; oldestTimestamp?: number };
  /** True when the last known end of every topic was read. */
  idle(): boolean;
}

export class LaneRevokedError extends Error {
  constructor(lane: number) {
    super(`lane ${lane} was revoked`);
    this.name = 'LaneRevokedError';
  }
}

export interface LaneHandler {
  /**
   * A lane was assigned. The handler claims it in the store and returns the offsets to start from (a topic without one
   * starts at its beginning). It resolves `run` when the lane is given up.
   */
  assigned(lane: number): Promise<LaneOffsets>;
  /** Works the lane until `read` throws `LaneRevokedError` or `stop` was called. */
  run(reader: LaneReader): Promise<void>;
}

export interface LogConsumer {
  /** Resolves once consuming; a failure that cannot be healed is told to `onFatal`. */
  start(): Promise<void>;
  /** Lets running lanes finish their flush, gives all lanes back, resolves when done. */
  stop(): Promise<void>;
  /** True while lanes are assigned and fetched, or the group has fewer lanes than members. */
  healthy(): boolean;
}

export interface ConsumerOptions {
  group: string;
  topics: readonly string[];
  handler: LaneHandler;
  onFatal(error: Error): void;
}

export interface Publisher {
  /** Publishes in order per key; resolves when acknowledged by all in-sync replicas. Retries passing faults itself. */
  publish(records: readonly OutboundRecord[]): Promise<void>;
}

export interface Log {
  consumer(options: ConsumerOptions): LogConsumer;
  readonly publisher: Publisher;
  /** Partition count by topic; a missing topic is left out. */
  partitions(topics: readonly string[]): Promise<Map<string, number>>;
  connect(): Promise<void>;
  close(): Promise<void>;
}
