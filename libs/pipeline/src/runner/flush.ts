import type { OutwardRecord } from '@sandan/domain';
import type { DeadLetterReason } from '../intake/intake';
import type { JournalHead } from '../ports/lane-store.port';
import type { OutboundRecord } from '../ports/records';
import type { JournalFact } from './packing';

/** One flush in the making: what happened, what to tell, and how far the lane has read. */
export class Flush {
  readonly facts: JournalFact[] = [];
  readonly outputs: OutboundRecord[] = [];
  readonly outward: OutwardRecord[] = [];
  readonly deadLetters: { topic: string; reason: DeadLetterReason }[] = [];
  readonly topics = new Map<string, number>();
  records = 0;
  decideMs = 0;
  /** Messages to stages of other lanes, numbered for their watermarks. */
  messages = 0;

  constructor(
    readonly seq: number,
    readonly head: JournalHead,
  ) {}

  get isEmpty(): boolean {
    return this.records === 0 && this.facts.length === 0 && this.outputs.length === 0;
  }

  count(topic: string): void {
    this.records++;
    this.topics.set(topic, (this.topics.get(topic) ?? 0) + 1);
  }

  outwardRecord(record: OutwardRecord): void {
    this.outward.push(record);
    this.outputs.push({
      topic: record.topic,
      key: record.key,
      value: JSON.stringify(record.value),
      timestamp: record.at,
      ...(record.headers && { headers: record.headers }),
    });
  }
}
