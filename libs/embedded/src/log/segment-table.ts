import type { InboundRecord, OutboundRecord } from '@sandan/pipeline';
import type { Database, Key, RootDatabase } from 'lmdb';
import { packSegment, packedBytes, segmentLength, unpackSegment } from './segment';

/** A segment is closed at this size: larger ones need long runs of free pages after a trim. */
const SEGMENT_BYTES = 256 * 1024;

/** A topic name never holds this character, so the settings sort apart from every topic. */
const SETTINGS_KEY = '\u0000partitions';

/** Records of one partition, packed and not yet placed. */
export interface LooseSegment {
  topic: string;
  partition: number;
  count: number;
  packed: Buffer;
}

type SegmentKey = [topic: string, partition: number, base: number];

/**
 * Topics as segments: key (topic, partition, first offset), value the packed records. One write for each batch and
 * partition instead of one for each record. The end of a partition is always read from its last segment, inside the
 * transaction that appends, so a transaction that fails leaves no hole and two processes cannot overwrite each other.
 */
export class SegmentTable {
  private constructor(private readonly database: Database<Buffer, Key>) {}

  static open(root: RootDatabase<Buffer, Key>, partitions: number): SegmentTable {
    const database = root.openDB<Buffer, Key>({ name: 'log', encoding: 'binary' });
    const known = database.get(SETTINGS_KEY)?.readUInt32LE(0);
    if (known !== undefined && known !== partitions) {
      throw new Error(`the folder's log has ${known} partitions, not ${partitions}`);
    }
    if (known === undefined) {
      const count = Buffer.alloc(4);
      count.writeUInt32LE(partitions);
      database.putSync(SETTINGS_KEY, count);
    }
    return new SegmentTable(database);
  }

  /** Groups records by topic and partition, in order, into segments. */
  pack(records: readonly OutboundRecord[], partitionFor: (record: OutboundRecord) => number): LooseSegment[] {
    const groups = new Map<string, { topic: string; partition: number; records: OutboundRecord[]; bytes: number }[]>();
    for (const record of records) {
      const partition = partitionFor(record);
      const bytes = packedBytes(record);
      const id = `${record.topic}/${partition}`;
      const pieces = groups.get(id) ?? [];
      const last = pieces.at(-1);
      if (last && last.bytes + bytes <= SEGMENT_BYTES) {
        last.records.push(record);
        last.bytes += bytes;
      } else {
        pieces.push({ topic: record.topic, partition, records: [record], bytes });
        groups.set(id, pieces);
      }
    }
    return [...groups.values()].flat().map((piece) => ({
      topic: piece.topic,
      partition: piece.partition,
      count: piece.records.length,
      packed: packSegment(piece.records),
    }));
  }

  /** Must run inside a write transaction. */
  put(segments: readonly LooseSegment[]): void {
    for (const { topic, partition, packed } of segments) {
      const key: SegmentKey = [topic, partition, Number(this.end(topic, partition))];
      void this.database.put(key, packed);
    }
  }

  transaction(work: () => void): Promise<void> {
    return this.database.transaction(work);
  }

  /** Resolves when the writes made so far are committed. */
  async committed(): Promise<void> {
    await this.database.committed;
  }

  read(topic: string, partition: number, from: bigint, max: number): InboundRecord[] {
    const records: InboundRecord[] = [];
    const start = this.baseAtOrBefore(topic, partition, Number(from)) ?? Number(from);
    const range = { start: [topic, partition, start], end: [topic, partition, Infinity] };
    for (const { key, value } of this.database.getRange(range)) {
      const base = BigInt((key as SegmentKey)[2]);
      records.push(...unpackSegment(value, { topic, partition, base }, from));
      if (records.length >= max) break;
    }
    return records;
  }

  start(topic: string, partition: number): bigint {
    const range = { start: [topic, partition, 0], end: [topic, partition, Infinity], limit: 1 };
    for (const key of this.database.getKeys(range)) return BigInt((key as SegmentKey)[2]);
    return 0n;
  }

  end(topic: string, partition: number): bigint {
    const base = this.baseAtOrBefore(topic, partition, Infinity);
    if (base === undefined) return 0n;
    const packed = this.database.getBinaryFast([topic, partition, base]);
    return BigInt(base) + BigInt(packed ? segmentLength(packed) : 0);
  }

  async trim(topic: string, partition: number, beforeOffset: bigint): Promise<void> {
    const range = { start: [topic, partition, 0], end: [topic, partition, Infinity] };
    const bases = [...this.database.getKeys(range)].map((key) => (key as SegmentKey)[2]);
    // A segment ends where the next one begins. The last one stays: the end of the partition is read from it.
    const past = bases.filter((_base, index) => {
      const next = bases[index + 1];
      return next !== undefined && next <= Number(beforeOffset);
    });
    await Promise.all(past.map((base) => this.database.remove([topic, partition, base])));
  }

  private baseAtOrBefore(topic: string, partition: number, offset: number): number | undefined {
    const range = { start: [topic, partition, offset], end: [topic, partition], reverse: true, limit: 1 };
    for (const key of this.database.getKeys(range)) return (key as SegmentKey)[2];
    return undefined;
  }
}
