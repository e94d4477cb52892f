import { KeyPartitioner } from '@sandan/pipeline';
import type { OutboundRecord, Publisher } from '@sandan/pipeline';
import { setImmediate as endOfTurn, setTimeout as sleep } from 'node:timers/promises';
import { IdempotentProducer } from './idempotent-producer';
import { PUBLISHER_DEFAULTS } from './kafka-log-options';
import type { KafkaLogOptions, KafkaPublisherSettings } from './kafka-log-options';
import { nextBatch, outboundBytes } from './send-batch';
import type { PlacedRecord, PublishCall, QueuedRecord } from './send-batch';
import type { TopicAdmin } from './topic-admin';

/** Refusals that no repetition can heal; everything else is tried again. */
const REFUSALS = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'INVALID_TIMESTAMP']);

/**
 * All publishing of the process: callers' records wait in one queue, one batch is under way at a time. Delivery is at
 * least once: a batch whose fate is unknown is sent again. A passing fault is retried for ever and holds back what is
 * queued behind it; a record that the broker refuses rejects its own caller only.
 */
export class KafkaPublisher implements Publisher {
  private readonly settings: KafkaPublisherSettings;
  private readonly producer: IdempotentProducer;
  private readonly partitioner = new KeyPartitioner();
  private readonly partitions = new Map<string, number>();
  private readonly queue: QueuedRecord[] = [];
  private queuedBytes = 0;
  private admission: Promise<void> = Promise.resolve();
  private spaceFreed = (): void => undefined;
  private sending: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly options: KafkaLogOptions,
    private readonly admin: TopicAdmin,
  ) {
    this.settings = { ...PUBLISHER_DEFAULTS, ...options.publisher };
    this.producer = new IdempotentProducer(options);
  }

  connect(): Promise<void> {
    return this.producer.connect();
  }

  /** Resolves when all records are acknowledged; waits in turn while too many bytes are queued. */
  publish(records: readonly OutboundRecord[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.admission = this.admission.then(() => this.admit(records, { left: records.length, resolve, reject }));
    });
  }

  /** Sends what is queued, at most for `graceMs`; what is left then is rejected. */
  async close(graceMs = 10_000): Promise<void> {
    await Promise.race([this.drained(), sleep(graceMs, undefined, { ref: false })]);
    this.closed = true;
    this.spaceFreed();
    for (const { call } of this.queue.splice(0)) call.reject(new Error('the publisher was closed'));
    await this.producer.close();
  }

  private async drained(): Promise<void> {
    await this.admission;
    await this.sending;
  }

  private async admit(records: readonly OutboundRecord[], call: PublishCall): Promise<void> {
    while (this.queuedBytes >= this.settings.queueBytes && !this.closed) {
      await new Promise<void>((resolve) => {
        this.spaceFreed = resolve;
      });
    }
    if (this.closed) return call.reject(new Error('the publisher was closed'));
    for (const record of records) {
      const bytes = outboundBytes(record);
      this.queuedBytes += bytes;
      this.queue.push({ record, bytes, call });
    }
    this.sending ??= this.sendAll();
  }

  private async sendAll(): Promise<void> {
    while (this.queue.length > 0 && !this.closed) {
      if (this.queuedBytes < this.settings.batchBytes) await this.linger();
      await this.learnPartitions();
      this.refuseMisplaced();
      const batch = this.place();
      await this.deliver(batch);
      for (const { bytes } of batch) this.queuedBytes -= bytes;
      this.spaceFreed();
    }
    this.sending = undefined;
  }

  private linger(): Promise<void> {
    const { lingerMs } = this.settings;
    return lingerMs > 0 ? sleep(lingerMs) : endOfTurn();
  }

  /** A record that names a partition its topic does not have could never be sent. */
  private refuseMisplaced(): void {
    for (let at = 0; at < Math.min(this.queue.length, this.settings.batchRecords); at++) {
      const entry = this.queue[at];
      if (!entry || (entry.record.partition ?? 0) < (this.partitions.get(entry.record.topic) ?? 0)) continue;
      this.queue.splice(at--, 1);
      this.queuedBytes -= entry.bytes;
      entry.call.reject(new Error(`topic ${entry.record.topic} has no partition ${entry.record.partition}`));
    }
  }

  private place(): PlacedRecord[] {
    return nextBatch(this.queue, this.settings, (record) =>
      this.partitioner.choose(record, this.partitions.get(record.topic) ?? 1),
    );
  }

  private async deliver(batch: readonly PlacedRecord[]): Promise<void> {
    for (let attempt = 1; batch.length > 0 && !this.closed; attempt++) {
      try {
        await this.producer.send(batch);
        return batch.forEach(({ call }) => acknowledge(call));
      } catch (error) {
        if (isRefusal(error)) return this.divide(batch, error);
        await this.backOff(error, attempt);
      }
    }
    for (const { call } of batch) call.reject(new Error('the publisher was closed'));
  }

  /** A refusal does not say which record it means: halve the batch until one is left, in order. */
  private async divide(batch: readonly PlacedRecord[], error: Error): Promise<void> {
    if (batch.length === 1) return batch.forEach(({ call }) => call.reject(error));
    const middle = Math.ceil(batch.length / 2);
    await this.deliver(batch.slice(0, middle));
    await this.deliver(batch.slice(middle));
  }

  /** Waits until the partition count of every topic that the next batch may hold is known. */
  private async learnPartitions(): Promise<void> {
    for (let attempt = 1; !this.closed; attempt++) {
      const next = this.queue.slice(0, this.settings.batchRecords);
      const unknown = new Set(next.map((entry) => entry.record.topic).filter((topic) => !this.partitions.has(topic)));
      if (unknown.size === 0) return;
      try {
        const found = await this.admin.partitions([...unknown]);
        for (const [topic, count] of found) this.partitions.set(topic, count);
        const missing = [...unknown].filter((topic) => !found.has(topic));
        if (missing.length > 0) throw new Error(`missing topics: ${missing.join(', ')}`);
      } catch (error) {
        await this.backOff(error, attempt);
      }
    }
  }

  private async backOff(error: unknown, attempt: number): Promise<void> {
    this.options.onRetry?.(error instanceof Error ? error : new Error(String(error)), attempt);
    const { retryMs, maxRetryMs } = this.settings;
    await sleep(Math.min(maxRetryMs, retryMs * 2 ** Math.min(attempt - 1, 16)));
  }
}

function acknowledge(call: PublishCall): void {
  call.left -= 1;
  if (call.left === 0) call.resolve();
}

function isRefusal(error: unknown): error is Error {
  return error instanceof Error && REFUSALS.has((error as Error & { type?: string }).type ?? '');
}
