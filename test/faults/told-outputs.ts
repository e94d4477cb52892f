import { OUTBOUND_TOPICS } from '@sandan/contracts';
import { KafkaLog } from '@sandan/kafka';
import {
  type InboundRecord,
  type LaneHandler,
  type LaneOffsets,
  type LaneReader,
  LaneRevokedError,
  type Log,
} from '@sandan/pipeline';
import type { ToldRecord } from '@sandan/testkit';
import { randomUUID } from 'node:crypto';

/** Comparing a long run may keep this process busy for longer than a session usually lasts. */
const PATIENT = { sessionTimeoutMs: 60_000, rebalanceTimeoutMs: 60_000 };

export interface ToldFrom extends ToldRecord {
  partition: number;
}

export interface ToldOptions {
  /**
   * Where to begin, by topic and partition; left out = with the first record. A broker that is killed forgets for a minute
   * that a topic was cut off, and shows what former runs left there.
   */
  from?: ReadonlyMap<string, ReadonlyMap<number, bigint>>;
  /** Gets each record as it comes; what is not kept perhaps again. */
  sink?: (told: ToldFrom) => void;
  /** false: `all` stays empty, for a run whose outputs do not fit into memory. */
  keeps?: boolean;
}

/** Reads everything that was ever written to the outward topics, and goes on reading. */
export class ToldOutputs implements LaneHandler {
  private readonly log: Log;
  private readonly byPlace = new Map<string, ToldFrom>();
  private readonly counts = new Map<string, number>();
  private readonly next = new Map<number, LaneOffsets>();
  /** When the last new record came, ms. */
  changedAt = Date.now();

  /** Of these brokers, or of a log that is closed with it. */
  constructor(
    from: readonly string[] | Log,
    private readonly options: ToldOptions = {},
  ) {
    this.log =
      'publisher' in from ? from : new KafkaLog({ brokers: [...from], clientId: 'sandan-outputs', consumer: PATIENT });
  }

  async start(): Promise<void> {
    const onFatal = (error: Error): void => {
      throw error;
    };
    const group = `outputs-${randomUUID()}`;
    await this.log.consumer({ group, topics: OUTBOUND_TOPICS, handler: this, onFatal }).start();
  }

  close(): Promise<void> {
    return this.log.close();
  }

  /** In order within a topic and partition. */
  get all(): ToldFrom[] {
    return [...this.byPlace.values()];
  }

  /** Records of one topic, those that were sent again included. */
  count(topic: string): number {
    return this.counts.get(topic) ?? 0;
  }

  /** Goes on where it was: reading all of a long run again would look like silence. */
  assigned(lane: number): Promise<LaneOffsets> {
    const begin: LaneOffsets = {};
    for (const [topic, offsets] of this.options.from ?? []) begin[topic] = offsets.get(lane) ?? 0n;
    return Promise.resolve({ ...begin, ...this.next.get(lane) });
  }

  async run(reader: LaneReader): Promise<void> {
    try {
      for (;;) this.take(await reader.read(5_000, 16 * 1024 * 1024, 500));
    } catch (error) {
      if (!(error instanceof LaneRevokedError)) throw error;
    }
  }

  private take(records: readonly InboundRecord[]): void {
    for (const record of records) {
      const place = `${record.topic}/${record.partition}/${record.offset}`;
      if (this.byPlace.has(place)) continue;
      this.changedAt = Date.now();
      const told = toldFrom(record);
      this.options.sink?.(told);
      if (this.options.keeps !== false) this.byPlace.set(place, told);
      this.next.set(record.partition, { ...this.next.get(record.partition), [record.topic]: record.offset + 1n });
      this.counts.set(record.topic, this.count(record.topic) + 1);
    }
  }
}

export function toldFrom({ topic, partition, key, value, timestamp, headers }: InboundRecord): ToldFrom {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
  return {
    topic,
    partition,
    key: key === null ? null : text(key),
    value: value === null ? '' : text(value),
    timestamp,
    headers: headers ?? {},
  };
}
