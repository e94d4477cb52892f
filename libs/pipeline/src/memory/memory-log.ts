import { KeyPartitioner } from '../lanes/key-partitioner';
import { LocalConsumer } from '../lanes/local-consumer';
import type { ReadableLog } from '../lanes/local-consumer';
import { LocalGroups } from '../lanes/local-groups';
import type { ConsumerOptions, Log, Publisher } from '../ports/log.port';
import type { InboundRecord, OutboundRecord } from '../ports/records';

export interface MemoryLogOptions {
  /** Topics and their partition counts. */
  topics: Record<string, number>;
}

/** Twin of the log for tests: topics are arrays, groups live in the process. Nothing survives the object. */
export class MemoryLog implements Log, ReadableLog {
  readonly publisher: Publisher;
  private readonly topics = new Map<string, InboundRecord[][]>();
  private readonly groups = new LocalGroups();
  private readonly listeners = new Set<() => void>();
  private readonly partitioner = new KeyPartitioner();

  constructor(options: MemoryLogOptions) {
    for (const [topic, partitions] of Object.entries(options.topics)) {
      this.topics.set(
        topic,
        Array.from({ length: partitions }, () => []),
      );
    }
    this.publisher = { publish: (records) => Promise.resolve().then(() => this.append(records)) };
  }

  consumer(options: ConsumerOptions): LocalConsumer {
    return new LocalConsumer(this, this.groups, { ...options, bufferBytes: 8 * 1024 * 1024, pollMs: 1_000 });
  }

  partitions(topics: readonly string[]): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const topic of topics) {
      const partitions = this.topics.get(topic);
      if (partitions) counts.set(topic, partitions.length);
    }
    return Promise.resolve(counts);
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Moves lanes by hand: member id (`LocalConsumer.id`) -> lanes. Lanes that are left out are worked by nobody. */
  place(group: string, placement: ReadonlyMap<string, readonly number[]>): Promise<void> {
    return this.groups.place(group, placement);
  }

  /** Everything in a topic, partition after partition. */
  records(topic: string): InboundRecord[] {
    return this.partitionsOf(topic).flat();
  }

  endOffset(topic: string, partition: number): bigint {
    return BigInt(this.partition(topic, partition).length);
  }

  startOffset(): bigint {
    return 0n;
  }

  readNow(topic: string, partition: number, from: bigint, max: number): InboundRecord[] {
    return this.partition(topic, partition).slice(Number(from), Number(from) + max);
  }

  laneCount(topics: readonly string[]): number {
    const counts = new Set(topics.map((topic) => this.partitionsOf(topic).length));
    if (counts.size > 1) throw new Error(`topics ${topics.join(', ')} differ in their partition counts`);
    return [...counts][0] ?? 0;
  }

  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private append(records: readonly OutboundRecord[]): void {
    for (const record of records) {
      const partitions = this.partitionsOf(record.topic);
      const partition = this.partitioner.choose(record, partitions.length);
      const kept = this.partition(record.topic, partition);
      kept.push({
        topic: record.topic,
        partition,
        offset: BigInt(kept.length),
        key: typeof record.key === 'string' ? Buffer.from(record.key) : record.key,
        value: Buffer.from(record.value),
        timestamp: record.timestamp,
        ...(record.headers && { headers: { ...record.headers } }),
      });
    }
    for (const listener of this.listeners) listener();
  }

  private partitionsOf(topic: string): InboundRecord[][] {
    const partitions = this.topics.get(topic);
    if (!partitions) throw new Error(`unknown topic ${topic}`);
    return partitions;
  }

  private partition(topic: string, partition: number): InboundRecord[] {
    const records = this.partitionsOf(topic)[partition];
    if (!records) throw new Error(`topic ${topic} has no partition ${partition}`);
    return records;
  }
}
