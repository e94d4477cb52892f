import type { Message, Producer, RecordMetadata, TopicMessages } from 'kafkajs';
import { kafkaClient } from './kafka-client';
import type { KafkaLogOptions } from './kafka-log-options';
import { topicMessages } from './send-batch';
import type { PlacedRecord } from './send-batch';

/** Attempts that kafkajs makes with one producer before the batch comes back to us. */
const ATTEMPTS = 5;

/**
 * The producer behind the publisher. After any failed batch it is thrown away: its sequence numbers were rolled back for
 * all partitions of the request, also for those that the broker had written, and only the very same batch may follow
 * then. Never two sends at a time: the idempotent producer of kafkajs loses records then (tulios/kafkajs#1005).
 */
export class IdempotentProducer {
  private producer: Producer | undefined;

  constructor(private readonly options: KafkaLogOptions) {}

  async connect(): Promise<void> {
    await this.connected();
  }

  /** Resolves when every record is acknowledged by all in-sync replicas. */
  async send(batch: readonly PlacedRecord[]): Promise<void> {
    try {
      const producer = await this.connected();
      const messages = topicMessages(batch);
      const acknowledged = await producer.sendBatch({ acks: -1, topicMessages: messages });
      refuseUnacknowledged(messages, acknowledged);
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  async close(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.disconnect();
  }

  private async connected(): Promise<Producer> {
    if (this.producer) return this.producer;
    const producer = kafkaClient(this.options).producer({
      createPartitioner: () => (args: { message: Message }) => args.message.partition ?? 0,
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      metadataMaxAge: 60_000,
      retry: { retries: ATTEMPTS, initialRetryTime: 100 },
    });
    try {
      await producer.connect();
    } catch (error) {
      void producer.disconnect().catch(() => undefined);
      throw error;
    }
    this.producer = producer;
    return producer;
  }

  private discard(): void {
    const { producer } = this;
    this.producer = undefined;
    void producer?.disconnect().catch(() => undefined);
  }
}

/**
 * When a partition moves to a broker that has answered its part of the batch already, kafkajs counts the batch as sent
 * and leaves those records out.
 */
function refuseUnacknowledged(sent: readonly TopicMessages[], acknowledged: readonly RecordMetadata[]): void {
  for (const { topic, messages } of sent) {
    const partitions = new Set(acknowledged.filter(({ topicName }) => topicName === topic).map((one) => one.partition));
    const missing = messages.find(({ partition = 0 }) => !partitions.has(partition));
    if (missing) throw new Error(`${topic}/${missing.partition} was not acknowledged`);
  }
}
