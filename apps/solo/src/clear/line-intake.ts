import { isUtf8 } from 'node:buffer';
import {
  type BadLine,
  badLine,
  type InboundRecord,
  MemoryRoom,
  readRecordLine,
  readRecordParts,
  type RecordLine,
} from '@sandan/pipeline';
import { type LineLook, lookAtLine, shardOf } from './line-share';

/** A line as a record, or why it is none; undefined when another thread decides it. */
export type TakenLine = InboundRecord | BadLine | undefined;

const NOT_UTF8 = badLine('not UTF-8');
const SAID_TWICE = badLine('its key or its topic is said twice');

interface ForeignLine {
  line: Buffer;
  look: LineLook;
}

/** Lines of a file as records of one shard, or of all of them. */
export class LineIntake {
  private readonly offsets = new Map<string, bigint>();
  private latest = 0;
  private turn = 0;
  private readonly room = new MemoryRoom();
  /** Lines that other threads decide: whether one is a record is of interest only where it would move the clock. */
  private foreign: ForeignLine[] = [];
  private latestForeign = 0;

  constructor(
    private readonly shard: number,
    private readonly shards: number,
  ) {}

  /** Latest timestamp of all records so far, those of other threads too. To be read before the lines' memory is used again. */
  get clock(): number {
    this.moveClock(0);
    return this.latest;
  }

  /** What is kept of the line is a copy, but for lines of other threads, until the clock is read. */
  take(line: Buffer): TakenLine {
    this.turn++;
    const look = lookAtLine(line);
    // A line of the usual shape has its place in its topic, in every thread, whether it is a record or not.
    const place = look && this.count(look.topic);
    if (look && shardOf(look.key, this.shards) !== this.shard) {
      this.foreign.push({ line, look });
      this.latestForeign = Math.max(this.latestForeign, look.timestamp);
      return undefined;
    }
    const read = this.read(line, look);
    if ('fault' in read) return look || this.shard === 0 ? read : undefined;
    const { topic, key, value, timestamp, headers, decoded } = read;
    const offset = place ?? this.count(topic);
    this.moveClock(timestamp);
    if (!look && shardOf(key, this.shards) !== this.shard) return undefined;
    const { turn, latest: clock } = this;
    return { topic, partition: 0, offset, key, value, timestamp, headers, decoded, turn, clock };
  }

  private read(line: Buffer, look: LineLook | undefined): RecordLine {
    if (!isUtf8(line)) return NOT_UTF8;
    const usual = look && readRecordParts({ ...look, key: this.keep(look.key), value: this.keep(look.value) });
    if (usual) return usual;
    const read = readRecordLine(line.toString('utf8'));
    // A line that says its key or its topic twice would be two threads' or nobody's.
    const isOthers = look && !('fault' in read) && !isOf(look, read);
    return isOthers ? SAID_TWICE : read;
  }

  /** Of the lines of other threads, the latest that is a record counts: in a file in the order of time none is read here. */
  private moveClock(own: number): void {
    this.latest = Math.max(this.latest, own);
    if (this.foreign.length === 0) return;
    if (this.latestForeign > this.latest) {
      const ahead = this.foreign.filter(({ look }) => look.timestamp > this.latest);
      ahead.sort((a, b) => b.look.timestamp - a.look.timestamp);
      const whole = ahead.find(({ line, look }) => !('fault' in this.read(line, look)));
      if (whole) this.latest = whole.look.timestamp;
    }
    this.foreign = [];
    this.latestForeign = 0;
  }

  private keep(bytes: Buffer): Buffer {
    const kept = this.room.take(bytes.length);
    kept.set(bytes);
    return kept;
  }

  private count(topic: string): bigint {
    const offset = this.offsets.get(topic) ?? 0n;
    this.offsets.set(topic, offset + 1n);
    return offset;
  }
}

function isOf({ topic, key }: LineLook, read: { topic: string; key: Uint8Array | null }): boolean {
  return read.topic === topic && read.key !== null && key.equals(read.key);
}
