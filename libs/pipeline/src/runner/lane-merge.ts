import type { InboundRecord, LaneOffsets } from '../ports/records';

interface TopicQueue {
  readonly topic: string;
  records: InboundRecord[];
  /** Index of the oldest record in `records`; what lies before it was taken. */
  head: number;
  bytes: number;
  /** Offset that the log will hand in next. */
  next: bigint;
  /** Last known end (offset after the newest record). */
  end: bigint;
  /** Since when the other topics wait for this one. */
  missingSince: number | undefined;
}

/** Taken records are cut off the array in steps of this many: `shift` would move the whole array for each record. */
const COMPACT_AFTER = 1024;

/** Rough cost of the objects around a record's bytes. */
const RECORD_OVERHEAD_BYTES = 128;

/** Bytes that one buffered record is counted as. */
export function recordBytes(record: InboundRecord): number {
  return RECORD_OVERHEAD_BYTES + (record.key?.length ?? 0) + (record.value?.length ?? 0);
}

/**
 * Merges the buffered records of one lane's topics by timestamp (ties: order of the topics, then offset), in order
 * within a topic. A record is handed out only when every topic has a buffered record or was read to its last known end:
 * the business clock is the highest timestamp seen, so a topic whose backlog comes in faster must not run ahead of the
 * others. A topic that keeps the others waiting for `patienceMs` is left out until it delivers again.
 */
export class LaneMerge {
  private readonly queues: TopicQueue[];
  private readonly byTopic = new Map<string, TopicQueue>();

  /** `start`: offset of the first record to come, by topic (0 when left out). */
  constructor(
    topics: readonly string[],
    start: LaneOffsets,
    private readonly patienceMs: number,
  ) {
    this.queues = topics.map((topic) => {
      const next = start[topic] ?? 0n;
      return { topic, records: [], head: 0, bytes: 0, next, end: next, missingSince: undefined };
    });
    for (const queue of this.queues) this.byTopic.set(queue.topic, queue);
  }

  /** Buffers records of one topic, in rising offsets. */
  push(topic: string, records: readonly InboundRecord[]): void {
    const last = records.at(-1);
    if (!last) return;
    const queue = this.queue(topic);
    for (const record of records) {
      queue.records.push(record);
      queue.bytes += recordBytes(record);
    }
    this.advance(topic, last.offset + 1n);
  }

  /** Moves a topic on over offsets that hold no record (transaction markers, a retention cut). */
  advance(topic: string, next: bigint): void {
    const queue = this.queue(topic);
    if (next > queue.next) queue.next = next;
    if (queue.next > queue.end) queue.end = queue.next;
    queue.missingSince = undefined;
  }

  /** Tells the last known end of a topic; it never goes back. */
  setEnd(topic: string, end: bigint): void {
    const queue = this.queue(topic);
    if (end > queue.end) queue.end = end;
  }

  /** Offset that the log is expected to hand in next. */
  position(topic: string): bigint {
    return this.queue(topic).next;
  }

  bufferedBytes(topic: string): number {
    return this.queue(topic).bytes;
  }

  bufferedRecords(topic: string): number {
    const queue = this.queue(topic);
    return queue.records.length - queue.head;
  }

  /** Next records, at most `max` and about `maxBytes`; empty when there are none or a topic has to be waited for. */
  take(max: number, maxBytes: number, now: number): InboundRecord[] {
    const taken: InboundRecord[] = [];
    let bytes = 0;
    let level = this.level(now);
    while (level && taken.length < max) {
      const queue = this.earliest();
      const record = queue?.records[queue.head];
      if (!queue || !record) break;
      bytes += recordBytes(record);
      if (bytes > maxBytes && taken.length > 0) break;
      this.drop(queue, record);
      taken.push(record);
      // Only a topic that ran empty can change who is waited for.
      if (queue.records.length === 0) level = this.level(now);
    }
    return taken;
  }

  /** Longest time in ms until an awaited topic is given up; undefined when nothing is waited for. */
  patienceLeftMs(now: number): number | undefined {
    let left: number | undefined;
    for (const queue of this.queues) {
      if (queue.missingSince === undefined) continue;
      const rest = queue.missingSince + this.patienceMs - now;
      if (rest > 0 && (left === undefined || rest > left)) left = rest;
    }
    return left;
  }

  /** Records known to be in the log and not yet taken, and the timestamp of the oldest that is buffered. */
  lag(): { records: number; oldestTimestamp?: number } {
    let records = 0n;
    let oldest: number | undefined;
    for (const queue of this.queues) {
      const head = queue.records[queue.head];
      records += queue.end - (head ? head.offset : queue.next);
      if (head && (oldest === undefined || head.timestamp < oldest)) oldest = head.timestamp;
    }
    return oldest === undefined ? { records: Number(records) } : { records: Number(records), oldestTimestamp: oldest };
  }

  /** True when every topic was taken up to its last known end. */
  idle(): boolean {
    return this.queues.every((queue) => queue.head === queue.records.length && queue.next >= queue.end);
  }

  /** True when no topic has to be waited for. Starts the patience of those that are missing. */
  private level(now: number): boolean {
    if (this.queues.every((queue) => queue.head === queue.records.length)) return false;
    let level = true;
    for (const queue of this.queues) {
      if (queue.head < queue.records.length || queue.next >= queue.end) continue;
      queue.missingSince ??= now;
      if (now - queue.missingSince < this.patienceMs) level = false;
    }
    return level;
  }

  private earliest(): TopicQueue | undefined {
    let best: TopicQueue | undefined;
    let bestTime = Infinity;
    for (const queue of this.queues) {
      const head = queue.records[queue.head];
      if (head && (best === undefined || head.timestamp < bestTime)) {
        best = queue;
        bestTime = head.timestamp;
      }
    }
    return best;
  }

  private drop(queue: TopicQueue, record: InboundRecord): void {
    queue.head += 1;
    queue.bytes -= recordBytes(record);
    if (queue.head === queue.records.length) {
      queue.records = [];
      queue.head = 0;
    } else if (queue.head >= COMPACT_AFTER) {
      queue.records = queue.records.slice(queue.head);
      queue.head = 0;
    }
  }

  private queue(topic: string): TopicQueue {
    const queue = this.byTopic.get(topic);
    if (!queue) throw new Error(`topic ${topic} is not read by this lane`);
    return queue;
  }
}
