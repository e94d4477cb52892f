import { isUtf8 } from 'node:buffer';
import {
  type InboundRecord,
  MemoryRoom,
  readRecordLine,
  readRecordParts,
  type RecordLine,
  type RecordLineFault,
} from '@sandan/pipeline';
import { type LineLook, lookAtLine, shardOf } from './line-share';

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
    const read = this.read(line, look);
    if ('fault' in read) return look || this.shard === 0 ? read : undefined;
    const { topic, key, value, timestamp, headers, decoded } = read;
    const offset = this.count(topic, timestamp);
    if (!look && shardOf(key, this.shards) !== this.shard) return undefined;
    return { topic, partition: 0, offset, key, value, timestamp, headers, decoded, turn: this.turn };
  }

  private read(line: Buffer, look: LineLook | undefined): RecordLine {
    if (!isUtf8(line)) return { fault: 'broken-line' };
    const usual = look && readRecordParts({ ...look, key: this.keep(look.key), value: this.keep(look.value) });
    if (usual) return usual;
    const read = readRecordLine(line.toString('utf8'));
    // A line that says its key twice would be two threads' or nobody's.
    const isOthers = look && !('fault' in read) && (read.key === null || !look.key.equals(read.key));
    return isOthers ? { fault: 'broken-line' } : read;
  }

  private keep(bytes: Buffer): Buffer {
    const kept = this.room.take(bytes.length);
    kept.set(bytes);
    return kept;
  }

  private count(topic: string, timestamp: number): bigint {
    const offset = this.offsets.get(topic) ?? 0n;
    this.offsets.set(topic, offset + 1n);
    this.latest = Math.max(this.latest, timestamp);
    return offset;
  }
}
