import { KeyPartitioner, LocalConsumer, LocalGroups } from '@sandan/pipeline';
import type {
  ConsumerOptions,
  InboundRecord,
  Log,
  LogConsumer,
  OutboundRecord,
  Publisher,
  ReadableLog,
} from '@sandan/pipeline';
import type { EmbeddedEnvironment } from '../environment';
import { SegmentTable } from './segment-table';

export interface EmbeddedLogOptions {
  /** Partitions of every topic; fixed when the folder is first used. */
  partitions: number;
  /** Records buffered ahead for each topic of a lane, in bytes. */
  bufferBytes?: number;
  /** Longest time in ms until records written by another process are seen. */
  pollMs?: number;
}

/** The log in LMDB. Topics need no creation; groups live in this process. */
export class EmbeddedLog implements Log, ReadableLog {
  readonly publisher: Publisher = { publish: (records) => this.append(records) };
  private readonly groups = new LocalGroups();
  private readonly listeners = new Set<() => void>();
  private readonly partitioner = new KeyPartitioner();
  private wakeDue = false;

  private constructor(
    private readonly table: SegmentTable,
    private readonly options: EmbeddedLogOptions,
  ) {}

  /** Throws when the folder was written with another number of partitions. */
  static open(environment: EmbeddedEnvironment, options: EmbeddedLogOptions): EmbeddedLog {
    const table = SegmentTable.open(environment.root, options.partitions);
    return new EmbeddedLog(table, options);
  }

  consumer(options: ConsumerOptions): LogConsumer {
    const { bufferBytes = 4 * 1024 * 1024, pollMs = 100 } = this.options;
    return new LocalConsumer(this, this.groups, { ...options, bufferBytes, pollMs });
  }

  /** Appends in the order given; durable when it resolves. Appends of many callers share one commit. */
  async append(records: readonly OutboundRecord[]): Promise<void> {
    if (records.length === 0) return;
    const segments = this.table.pack(records, (record) => this.partitionFor(record));
    await this.table.transaction(() => this.table.put(segments));
    this.wake();
  }

  /**
   * Appends inside the write transaction that runs now (of the same environment): the records are there if and only if
   * that transaction commits. Readers are woken soon after. Note that lmdb rolls back `childTransaction` and
   * `transactionSync` when their callback throws, but not `transaction`: there, check first and write last.
   */
  appendInTransaction(records: readonly OutboundRecord[]): void {
    if (records.length === 0) return;
    this.table.put(this.table.pack(records, (record) => this.partitionFor(record)));
    this.wakeAfterCommit();
  }

  /** Records of one partition from an offset on, at most `max`. */
  read(topic: string, from: bigint, max: number, partition = 0): InboundRecord[] {
    return this.table.read(topic, partition, from, max).slice(0, max);
  }

  readNow(topic: string, partition: number, from: bigint, max: number): InboundRecord[] {
    return this.table.read(topic, partition, from, max);
  }

  endOffset(topic: string, partition: number): bigint {
    return this.table.end(topic, partition);
  }

  startOffset(topic: string, partition: number): bigint {
    return this.table.start(topic, partition);
  }

  /** Deletes what lies before an offset, as far as whole segments allow. The newest segment always stays. */
  trim(topic: string, beforeOffset: bigint, partition = 0): Promise<void> {
    return this.table.trim(topic, partition, beforeOffset);
  }

  partitions(topics: readonly string[]): Promise<Map<string, number>> {
    return Promise.resolve(new Map(topics.map((topic) => [topic, this.options.partitions])));
  }

  laneCount(): number {
    return this.options.partitions;
  }

  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  /** The environment is closed by whoever opened it. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  private partitionFor(record: OutboundRecord): number {
    return this.partitioner.choose(record, this.options.partitions);
  }

  private wakeAfterCommit(): void {
    if (this.wakeDue) return;
    this.wakeDue = true;
    void this.table.committed().finally(() => {
      this.wakeDue = false;
      this.wake();
    });
  }

  private wake(): void {
    for (const listener of this.listeners) listener();
  }
}
