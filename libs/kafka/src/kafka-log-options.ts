import type { ConnectionOptions } from 'node:tls';

export type KafkaLogLevel = 'error' | 'warn' | 'info' | 'debug';

export interface KafkaConsumerSettings {
  /** A member that sends no heartbeat for this long loses its lanes. */
  sessionTimeoutMs: number;
  heartbeatIntervalMs: number;
  rebalanceTimeoutMs: number;
  /** Longest wait of one fetch; also bounds how fast a paused lane goes on and how fast a consumer stops. */
  maxWaitMs: number;
  /**
   * Pause after a fetch that brought little, ms; 0 = none. kafkajs goes through every partition of the consumer with each
   * fetch, and asks again at once: with a trickle of records that cost more than all their flushes.
   */
  fetchPauseMs: number;
  /** Bytes of one fetch from one broker, and of one partition in it. */
  fetchBytes: number;
  partitionFetchBytes: number;
  /** A topic-partition is paused above this many buffered bytes and resumed below half. */
  bufferBytes: number;
  /** How long a lane waits for a topic that is behind before it goes on without. */
  patienceMs: number;
  commitIntervalMs: number;
  /** Ends of paused topics are asked for this often. */
  endsIntervalMs: number;
  /** Without a completed fetch, or with a lane that nobody works, for this long the consumer is not healthy. */
  stallMs: number;
}

export interface KafkaPublisherSettings {
  /** Wait for more records before a batch is sent, in ms; 0 = until the end of this turn of the event loop. */
  lingerMs: number;
  batchBytes: number;
  batchRecords: number;
  /** Bytes of one partition in one batch; must stay below the topic's `max.message.bytes`. */
  partitionBatchBytes: number;
  /** `publish` waits while more than this is queued. */
  queueBytes: number;
  retryMs: number;
  maxRetryMs: number;
}

export interface KafkaLogOptions {
  brokers: string[];
  clientId: string;
  /**
   * No other living process has this client id. A consumer that starts then signs out what a killed process of the same
   * id has left in the group, instead of waiting until its session ends.
   */
  soleClient?: boolean;
  tls?: boolean | ConnectionOptions;
  sasl?: { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string };
  connectionTimeoutMs?: number;
  requestTimeoutMs?: number;
  consumer?: Partial<KafkaConsumerSettings>;
  publisher?: Partial<KafkaPublisherSettings>;
  log?(level: KafkaLogLevel, message: string, details: Record<string, unknown>): void;
  /** A batch could not be published and is tried again. */
  onRetry?(error: Error, attempt: number): void;
  /** Records were cut off by retention before they were read: `from` is the first lost offset, `to` the next kept one. */
  onGap?(gap: { topic: string; partition: number; from: bigint; to: bigint }): void;
}

const MIB = 1024 * 1024;

export const CONSUMER_DEFAULTS: KafkaConsumerSettings = {
  sessionTimeoutMs: 10_000,
  heartbeatIntervalMs: 1_000,
  rebalanceTimeoutMs: 60_000,
  maxWaitMs: 100,
  fetchPauseMs: 10,
  fetchBytes: 8 * MIB,
  partitionFetchBytes: MIB / 4,
  bufferBytes: MIB,
  patienceMs: 15_000,
  commitIntervalMs: 1_000,
  endsIntervalMs: 5_000,
  stallMs: 45_000,
};

export const PUBLISHER_DEFAULTS: KafkaPublisherSettings = {
  lingerMs: 0,
  batchBytes: 2 * MIB,
  // kafkajs copies a partition's list once for every record it adds: far larger batches cost more than they save.
  batchRecords: 4_000,
  partitionBatchBytes: 950_000,
  queueBytes: 64 * MIB,
  retryMs: 200,
  maxRetryMs: 10_000,
};
