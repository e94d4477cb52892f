import { ALL_TOPICS } from '@sandan/contracts';
import { portTopicConfig } from '@sandan/service';
import { KafkaLog } from '@sandan/kafka';
import { MongoLaneStore } from '@sandan/mongo';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { mongo } from 'mongoose';

/** Topics and a database of their own for one port among several on the same servers; emptied before each scenario. */
export class ScenarioPlace {
  private constructor(
    readonly prefix: string,
    private readonly servers: { brokers: string[]; mongoUri: string },
    private readonly admin: Admin,
    private readonly client: mongo.MongoClient,
  ) {}

  /** Creates the topics, with one partition each. */
  static async create(servers: { brokers: string[]; mongoUri: string }, name: string): Promise<ScenarioPlace> {
    const { brokers, mongoUri } = servers;
    const prefix = `${name}.`;
    const log = new KafkaLog({ brokers, clientId: 'sandan-topics' });
    await log.createTopics(
      ALL_TOPICS.map((topic) => ({
        topic: `${prefix}${topic}`,
        partitions: 1,
        replicationFactor: 1,
        config: portTopicConfig(topic),
      })),
    );
    await log.close();
    const admin = new Kafka({ brokers, clientId: 'sandan-reset', logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    return new ScenarioPlace(prefix, servers, admin, await new mongo.MongoClient(mongoUri).connect());
  }

  log(): KafkaLog {
    return new KafkaLog({
      brokers: this.servers.brokers,
      clientId: 'sandan-scenarios',
      consumer: { maxWaitMs: 20 },
    });
  }

  store(): Promise<MongoLaneStore> {
    return MongoLaneStore.connect(this.servers.mongoUri, { database: this.database, maxPoolSize: 4 });
  }

  /** Forgets everything; `ends` tells how many records each topic has had. No process may run. */
  async empty(ends: ReadonlyMap<string, bigint>): Promise<void> {
    const collections = await this.client.db(this.database).collections();
    await Promise.all(collections.map((collection) => collection.deleteMany({})));
    for (const [topic, end] of ends) await this.cutOff(`${this.prefix}${topic}`, end);
  }

  async close(): Promise<void> {
    await this.admin.disconnect();
    await this.client.close();
  }

  private get database(): string {
    return `sandan-${this.prefix.slice(0, -1)}`;
  }

  private async cutOff(topic: string, end: bigint): Promise<void> {
    // kafkajs deletes only from topics that it was asked about before.
    await this.admin.fetchTopicOffsets(topic);
    await this.admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: String(end) }] });
  }
}
