import { BufferedLane } from '@sandan/pipeline';
import type { InboundRecord, LaneOffsets } from '@sandan/pipeline';
import type { KafkaConsumerSettings } from './kafka-log-options';

/** What an intake may ask of the consumer for one topic of its lane. */
export interface FetchControl {
  pause(topic: string): void;
  resume(topic: string): void;
}

export interface LaneIntakeOptions {
  lane: number;
  topics: readonly string[];
  start: LaneOffsets;
  ends: LaneOffsets;
  settings: KafkaConsumerSettings;
  control: FetchControl;
  committed(offsets: LaneOffsets): void;
}

/**
 * The buffers of one lane between fetch and runner. A fetch hands its records over and returns at once: kafkajs fetches
 * anew only when every partition of the last fetch was taken, so a handler that waited for another topic of its lane
 * would wait for a fetch that waits for it. What comes in faster than it is worked is held back by pausing that topic.
 */
export class LaneIntake {
  readonly reader: BufferedLane;
  private readonly paused = new Set<string>();

  constructor(private readonly options: LaneIntakeOptions) {
    const { lane, topics, start, settings, committed } = options;
    this.reader = new BufferedLane({
      lane,
      topics,
      start,
      patienceMs: settings.patienceMs,
      drained: () => this.resumeDrained(),
      committed,
    });
    for (const topic of topics) this.reader.merge.setEnd(topic, options.ends[topic] ?? 0n);
  }

  get lane(): number {
    return this.options.lane;
  }

  reads(topic: string): boolean {
    return this.options.topics.includes(topic);
  }

  /** Offset of the next record that is wanted. */
  position(topic: string): bigint {
    return this.reader.merge.position(topic);
  }

  /** Takes a fetched piece of one topic; `next` is the offset after it. Records that were handed in before are dropped. */
  accept(topic: string, records: readonly InboundRecord[], next: bigint, end: bigint): void {
    const { merge } = this.reader;
    const expected = merge.position(topic);
    const fresh = records.filter((record) => record.offset >= expected);
    if (fresh.length > 0) merge.push(topic, fresh);
    merge.advance(topic, next);
    merge.setEnd(topic, end);
    if (merge.bufferedBytes(topic) > this.options.settings.bufferBytes && !this.paused.has(topic)) {
      this.paused.add(topic);
      this.options.control.pause(topic);
    }
    this.reader.wake();
  }

  setEnd(topic: string, end: bigint): void {
    this.reader.merge.setEnd(topic, end);
  }

  pausedTopics(): Iterable<string> {
    return this.paused;
  }

  private resumeDrained(): void {
    for (const topic of this.paused) {
      if (this.reader.merge.bufferedBytes(topic) * 2 > this.options.settings.bufferBytes) continue;
      this.paused.delete(topic);
      this.options.control.resume(topic);
    }
  }
}
