import type { Admin } from 'kafkajs';
import { kafkaClient, REQUEST_MS } from './kafka-client';
import type { KafkaLogOptions } from './kafka-log-options';
import { waitForLeaders } from './topic-leaders';
import { withEnd } from './with-end';

export interface TopicSpec {
  topic: string;
  partitions: number;
  replicationFactor: number;
  /** Broker settings of the topic, such as `retention.ms` or `max.message.bytes`. */
  config?: Record<string, string>;
}

export interface TopicBounds {
  /** First offset kept, by partition. */
  low: Map<number, bigint>;
  /** Offset after the newest record, by partition. */
  high: Map<number, bigint>;
}

/** What the log asks of the cluster besides reading and writing; one connection, opened at the first question. */
export class TopicAdmin {
  private admin: Promise<Admin> | undefined;

  constructor(
    private readonly options: KafkaLogOptions,
    private readonly connectNew: () => Promise<Admin> = () => connectAdmin(options),
  ) {}

  /** Partition count by topic; a missing topic is left out. */
  async partitions(topics: readonly string[]): Promise<Map<string, number>> {
    const admin = await this.connected();
    const wanted = new Set(topics);
    const existing = (await admin.listTopics()).filter((topic) => wanted.has(topic));
    // An empty list would ask for every topic of the cluster.
    if (existing.length === 0) return new Map();
    const metadata = await admin.fetchTopicMetadata({ topics: existing });
    return new Map(metadata.topics.map((topic) => [topic.name, topic.partitions.length]));
  }

  async bounds(topic: string): Promise<TopicBounds> {
    const offsets = await this.ask((admin) => admin.fetchTopicOffsets(topic));
    return {
      low: new Map(offsets.map((entry) => [entry.partition, BigInt(entry.low)])),
      high: new Map(offsets.map((entry) => [entry.partition, BigInt(entry.high)])),
    };
  }

  /**
   * Creates the topics that do not exist yet and returns their names once all their partitions have leaders. An existing
   * topic is left as it is.
   */
  async createTopics(specs: readonly TopicSpec[]): Promise<string[]> {
    const admin = await this.connected();
    const existing = new Set(await admin.listTopics());
    const missing = specs.filter((spec) => !existing.has(spec.topic));
    if (missing.length === 0) return [];
    await admin.createTopics({
      // kafkajs's own wait fails when the broker does not know the new topic yet (UNKNOWN_TOPIC_OR_PARTITION).
      waitForLeaders: false,
      topics: missing.map((spec) => ({
        topic: spec.topic,
        numPartitions: spec.partitions,
        replicationFactor: spec.replicationFactor,
        configEntries: Object.entries(spec.config ?? {}).map(([name, value]) => ({ name, value })),
      })),
    });
    const wanted = new Map(missing.map(({ topic, partitions }) => [topic, partitions]));
    const ask = async () => {
      const { topics } = await admin.fetchTopicMetadata({ topics: [...wanted.keys()] });
      // A leader that is named need not lead yet. A first batch that it refuses in part is sent again as a whole.
      for (const topic of wanted.keys()) await admin.fetchTopicOffsets(topic);
      return topics;
    };
    await waitForLeaders({ wanted, ask });
    return missing.map((spec) => spec.topic);
  }

  async connect(): Promise<void> {
    await this.connected();
  }

  async close(): Promise<void> {
    const { admin } = this;
    this.admin = undefined;
    await (await admin?.catch(() => undefined))?.disconnect();
  }

  /**
   * A connection that is reset in the wrong moment leaves kafkajs waiting for ever, and a lane that is being opened with it:
   * then the client is left behind and the next question goes to another.
   */
  private async ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.connected();
    const afterMs = this.options.requestTimeoutMs ?? REQUEST_MS;
    let isLate = false;
    try {
      return await withEnd(admin.then(question), afterMs, () => {
        isLate = true;
        return new Error(`the cluster did not say in ${afterMs} ms what its topics hold`);
      });
    } finally {
      if (isLate) this.leave(admin);
    }
  }

  private leave(admin: Promise<Admin>): void {
    if (this.admin === admin) this.admin = undefined;
    admin.then((left) => left.disconnect()).catch(() => undefined);
  }

  private connected(): Promise<Admin> {
    this.admin ??= this.open();
    return this.admin;
  }

  private async open(): Promise<Admin> {
    try {
      return await this.connectNew();
    } catch (error) {
      this.admin = undefined;
      throw error;
    }
  }
}

async function connectAdmin(options: KafkaLogOptions): Promise<Admin> {
  const admin = kafkaClient(options).admin();
  await admin.connect();
  return admin;
}
