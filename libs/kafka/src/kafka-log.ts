import type { ConsumerOptions, Log } from '@sandan/pipeline';
import { registerCodecs } from './compression';
import { repairConnections } from './connection-repair';
import { KafkaConsumer } from './kafka-consumer';
import type { KafkaLogOptions } from './kafka-log-options';
import { KafkaPublisher } from './kafka-publisher';
import { repairMembership } from './membership-repair';
import { repairProduce } from './produce-repair';
import { repairSilence } from './silence-repair';
import { repairTimers } from './timer-repair';
import { TopicAdmin } from './topic-admin';
import type { TopicSpec } from './topic-admin';

/** The log on Kafka (kafkajs). One publisher a process; every consumer has a connection of its own. */
export class KafkaLog implements Log {
  readonly publisher: KafkaPublisher;
  private readonly admin: TopicAdmin;
  private readonly consumers: KafkaConsumer[] = [];

  constructor(private readonly options: KafkaLogOptions) {
    repairTimers();
    repairConnections();
    repairSilence();
    repairMembership();
    repairProduce();
    registerCodecs();
    this.admin = new TopicAdmin(options);
    this.publisher = new KafkaPublisher(options, this.admin);
  }

  consumer(options: ConsumerOptions): KafkaConsumer {
    const consumer = new KafkaConsumer(options, this.options, this.admin);
    this.consumers.push(consumer);
    return consumer;
  }

  partitions(topics: readonly string[]): Promise<Map<string, number>> {
    return this.admin.partitions(topics);
  }

  /** Offset after the newest record, by topic and partition. */
  async ends(topics: readonly string[]): Promise<Map<string, Map<number, bigint>>> {
    const ends = new Map<string, Map<number, bigint>>();
    for (const topic of topics) ends.set(topic, (await this.admin.bounds(topic)).high);
    return ends;
  }

  /** Creates the topics that do not exist yet and returns their names. */
  createTopics(specs: readonly TopicSpec[]): Promise<string[]> {
    return this.admin.createTopics(specs);
  }

  /** Throws when no broker answers. The publisher connects with its first batch. */
  connect(): Promise<void> {
    return this.admin.connect();
  }

  /** Stops the consumers that still run, sends what is queued, disconnects. */
  async close(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.stop()));
    await this.publisher.close();
    await this.admin.close();
  }
}
