import { partitionOf } from '@sandan/contracts';
import type { OutboundRecord } from '../ports/records';

/** Partition of a record: the one it names, else murmur2 of its key; records without a key go round. */
export class KeyPartitioner {
  private keyless = 0;

  choose(record: OutboundRecord, partitions: number): number {
    if (record.partition !== undefined) {
      if (record.partition >= partitions) throw new Error(`topic ${record.topic} has no partition ${record.partition}`);
      return record.partition;
    }
    if (record.key === null) return this.keyless++ % partitions;
    return partitionOf(typeof record.key === 'string' ? Buffer.from(record.key) : record.key, partitions);
  }
}
