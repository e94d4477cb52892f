import { ALL_TOPICS } from '@sandan/contracts';
import {
  BufferedLane,
  type InboundRecord,
  KeyPartitioner,
  type LaneOffsets,
  type OutboundRecord,
} from '@sandan/pipeline';
import type { Publisher } from '@sandan/pipeline';
import type { SimContext, SimProcess } from './sim-process';

/** A topic that keeps the others of its lane waiting is not given up: fetches may be slow, but they come. */
const PATIENCE_MS = 3_600_000;
const FETCH_RECORDS_MAX = 7;

/** A lane as one process reads it. */
export interface OpenedLane {
  process: SimProcess;
  lane: number;
  topics: readonly string[];
  /** False once the assignment is out of date. */
  current(): boolean;
  committed(offsets: LaneOffsets): void;
}

/** The log as a broker has it: it lives on when processes die. */
export class SimLog {
  private readonly topics = new Map<string, InboundRecord[][]>();
  private readonly waiting = new Map<string, (() => void)[]>();
  private readonly partitioner = new KeyPartitioner();

  constructor(
    readonly lanes: number,
    private readonly context: SimContext,
  ) {
    for (const topic of ALL_TOPICS)
      this.topics.set(
        topic,
        Array.from({ length: lanes }, () => []),
      );
  }

  append({ topic, key, value, timestamp, headers, partition }: OutboundRecord): void {
    const place = this.partitioner.choose(
      { topic, key, value, timestamp, ...(partition !== undefined && { partition }) },
      this.lanes,
    );
    const kept = this.partition(topic, place);
    kept.push({
      topic,
      partition: place,
      offset: BigInt(kept.length),
      key: typeof key === 'string' ? Buffer.from(key) : key,
      value: Buffer.from(value),
      timestamp,
      ...(headers && { headers: { ...headers } }),
    });
    const waiting = this.waiting.get(`${topic}/${place}`);
    this.waiting.delete(`${topic}/${place}`);
    waiting?.forEach((wake) => wake());
  }

  partition(topic: string, place: number): InboundRecord[] {
    return this.topics.get(topic)![place]!;
  }

  records(topic: string): InboundRecord[] {
    return this.topics.get(topic)!.flat();
  }

  end(topic: string, lane: number): bigint {
    return BigInt(this.partition(topic, lane).length);
  }

  /** The producer of a process: pieces for different partitions arrive on their own, each whole and in order. */
  publisherOf(process: SimProcess): Publisher {
    return {
      publish: async (records) => {
        const pieces = new Map<string, OutboundRecord[]>();
        for (const record of records) {
          const name = `${record.topic}/${record.partition ?? this.partitioner.choose(record, this.lanes)}`;
          const piece = pieces.get(name);
          if (piece) piece.push(record);
          else pieces.set(name, [record]);
        }
        await Promise.all([...pieces].map(([name, piece]) => this.publishPiece(process, name, piece)));
      },
    };
  }

  /** Opens a lane for a process and feeds it, topic by topic, as long as it is current. */
  async open(opened: OpenedLane, stored: LaneOffsets): Promise<BufferedLane> {
    const { process, lane, topics, committed } = opened;
    const ends = await process.call('log bounds', () => topics.map((topic) => this.end(topic, lane)));
    const start = Object.fromEntries(topics.map((topic) => [topic, stored[topic] ?? 0n]));
    const reader = new BufferedLane({ lane, topics, start, patienceMs: PATIENCE_MS, committed });
    topics.forEach((topic, index) => reader.merge.setEnd(topic, ends[index]!));
    for (const topic of topics) this.feed(opened, reader, topic);
    return reader;
  }

  /** A producer that has its acknowledgement sends a piece once, however often the network hands it over. */
  private async publishPiece(process: SimProcess, name: string, piece: OutboundRecord[]): Promise<void> {
    let arrived = false;
    await process.call(`log ${name}`, () => {
      if (arrived) return;
      arrived = true;
      for (const record of piece) this.append(record);
    });
  }

  private feed({ process, current }: OpenedLane, reader: BufferedLane, topic: string): void {
    const { time, prng } = this.context;
    const again = () => time.after(prng.between(1, 60), () => process.proceed(fetch));
    const fetch = () => {
      if (!current()) return;
      const { lane, merge } = reader;
      const from = Number(merge.position(topic));
      merge.push(topic, this.partition(topic, lane).slice(from, from + prng.between(1, FETCH_RECORDS_MAX)));
      merge.setEnd(topic, this.end(topic, lane));
      reader.wake();
      if (merge.position(topic) < this.end(topic, lane)) again();
      else this.onAppend(topic, lane, again);
    };
    again();
  }

  private onAppend(topic: string, lane: number, wake: () => void): void {
    const name = `${topic}/${lane}`;
    this.waiting.set(name, [...(this.waiting.get(name) ?? []), wake]);
  }
}
