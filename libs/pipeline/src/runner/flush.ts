import type { OutboundTopic } from '@sandan/contracts';
import type { OutwardRecord } from '@sandan/domain';
import type { DeadLetterReason } from '../intake/intake';
import type { JournalHead } from '../ports/lane-store.port';
import type { OutboundRecord } from '../ports/records';
import { OutgoingMessages } from './outgoing-messages';
import type { JournalFact } from './packing';

const CLEARANCES_TOPIC: OutboundTopic = 'clearances.v1';

/** One flush in the making: what happened, what to tell, and how far the lane has read. */
export class Flush {
  readonly facts: JournalFact[] = [];
  readonly outputs: OutboundRecord[] = [];
  readonly outward: OutwardRecord[] = [];
  readonly deadLetters: { topic: string; reason: DeadLetterReason }[] = [];
  readonly topics = new Map<string, number>();
  /** The JSON of each decision that is told, by the decision. */
  readonly decisions = new Map<object, string>();
  /** Messages to stages of other lanes; they become outputs when the flush is sealed. */
  readonly messages = new OutgoingMessages();
  records = 0;
  decideMs = 0;

  constructor(
    readonly seq: number,
    readonly head: JournalHead,
  ) {}

  get isEmpty(): boolean {
    return this.records === 0 && this.facts.length === 0 && this.outputs.length === 0;
  }

  /** Nothing is decided any more: what goes to other stages becomes records. */
  seal(lane: number): void {
    this.outputs.push(...this.messages.close(lane, this.seq));
  }

  count(topic: string): void {
    this.records++;
    this.topics.set(topic, (this.topics.get(topic) ?? 0) + 1);
  }

  outwardRecord(record: OutwardRecord): void {
    const value = JSON.stringify(record.value);
    if (record.topic === CLEARANCES_TOPIC) this.decisions.set(record.value, value);
    this.outward.push(record);
    this.outputs.push({
      topic: record.topic,
      key: record.key,
      value,
      timestamp: record.at,
      ...(record.headers && { headers: record.headers }),
    });
  }
}
