import { partitionOf } from '@sandan/contracts';
import type { OutboundRecord } from '../ports/records';

/** Partition of a record: the one it names, else murmur2 of its key; records without a key go round. */
export class KeyPartitioner {
  private keyless = 0;
  /** Records of one parcel come one after the other. */
  private last = { key: '', partitions: 0, partition: 0 };

  choose(record: OutboundRecord, partitions: number): number {
    if (record.partition !== undefined) {
      if (record.partition >= partitions) throw new Error(`topic ${record.topic} has no partition ${record.partition}`);
      return record.partition;
    }
    if (record.key === null) return this.keyless++ % partitions;
    return typeof record.key === 'string' ? this.ofText(record.key, partitions) : partitionOf(record.key, partitions);
  }

  private ofText(key: string, partitions: number): number {
    if (this.last.key !== key || this.last.partitions !== partitions) {
      this.last = { key, partitions, partition: partitionOf(Buffer.from(key), partitions) };
    }
    return this.last.partition;
  }
}
