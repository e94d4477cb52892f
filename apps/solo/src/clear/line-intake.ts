import { isUtf8 } from 'node:buffer';
import { type InboundRecord, MemoryRoom, readRecordLine, type RecordLineFault } from '@sandan/pipeline';
import { lookAtLine, shardOf } from './line-share';

/** A line as a record, or why it is none; undefined when another thread decides it. */
export type TakenLine = InboundRecord | { fault: RecordLineFault } | undefined;

/** Lines of a file as records of one shard, or of all of them. */
export class LineIntake {
  private readonly offsets = new Map<string, bigint>();
  private latest = 0;
  private turn = 0;
  private readonly room = new MemoryRoom();

  constructor(
    private readonly shard: number,
    private readonly shards: number,
  ) {}

  /** Latest timestamp of all records so far, those of other threads too. */
  get clock(): number {
    return this.latest;
  }

  /** What is kept of the line is a copy. */
  take(line: Buffer): TakenLine {
    this.turn++;
    const look = lookAtLine(line);
    if (look && shardOf(look.key, this.shards) !== this.shard) {
      this.count(look.topic, look.timestamp);
      return undefined;
    }
    const read = isUtf8(line)
      ? readRecordLine(line.toString('utf8'), this.keep(line))
      : { fault: 'broken-line' as const };
    if ('fault' in read) return look || this.shard === 0 ? read : undefined;
    const { topic, key, value, timestamp, headers, decoded } = read;
    // A line that says its key twice would be two threads' or nobody's.
    if (look && (key === null || !look.key.equals(key))) return { fault: 'broken-line' };
    const offset = this.count(topic, timestamp);
    if (!look && shardOf(key, this.shards) !== this.shard) return undefined;
    return { topic, partition: 0, offset, key, value, timestamp, headers, decoded, turn: this.turn };
  }

  private keep(line: Buffer): Buffer {
    const kept = this.room.take(line.length);
    kept.set(line);
    return kept;
  }

  private count(topic: string, timestamp: number): bigint {
    const offset = this.offsets.get(topic) ?? 0n;
    this.offsets.set(topic, offset + 1n);
    this.latest = Math.max(this.latest, timestamp);
    return offset;
  }
}
