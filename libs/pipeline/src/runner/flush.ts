import type { OutboundTopic } from '@sandan/contracts';
import type { OutwardRecord } from '@sandan/domain';
import type { DeadLetterReason } from '../intake/intake';
import type { JournalHead, LaneRef } from '../ports/lane-store.port';
import type { OutboundRecord } from '../ports/records';
import { OutgoingMessages } from './outgoing-messages';
import type { Deadlines } from './deadlines';
import { DecisionText } from './decision-text';
import type { FlushReport } from './observer';
import type { JournalFact } from './packing';

const CLEARANCES_TOPIC: OutboundTopic = 'clearances.v1';

/** One flush in the making: what happened, what to tell, and how far the lane has read. */
export class Flush {
  readonly facts: JournalFact[] = [];
  readonly outputs: OutboundRecord[] = [];
  readonly outward: OutwardRecord[] = [];
  readonly deadLetters: { topic: string; reason: DeadLetterReason }[] = [];
  readonly topics = new Map<string, number>();
  /** Messages to stages of other lanes; they become outputs when the flush is sealed. */
  readonly messages = new OutgoingMessages();
  readonly head: JournalHead;
  records = 0;
  /** Of the record that is being decided, where records have turns. */
  turn: number | undefined;
  decideMs = 0;

  /** Its head goes on from the one before, which may still be on its way to the store. */
  constructor(
    readonly seq: number,
    { offsets, serials, marks, ...head }: JournalHead,
  ) {
    this.head = { ...head, offsets: { ...offsets }, serials: { ...serials }, marks: { ...marks } };
  }

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
    const isDecision = record.topic === CLEARANCES_TOPIC;
    const value = isDecision ? DecisionText.make(record.value) : JSON.stringify(record.value);
    this.outward.push(record);
    const { topic, key, at, headers } = record;
    this.outputs.push({ topic, key, value, timestamp: at, headers });
  }

  /** What those who watch are told; how long it took to append and to publish is not known yet. */
  report({ stage, lane }: LaneRef, deadlines: Deadlines): FlushReport {
    const { seq, records, topics, outward, deadLetters, facts, decideMs, head } = this;
    return {
      ...{ stage, lane, seq, records, topics, outward, deadLetters, facts },
      ...{ decideMs, appendMs: 0, publishMs: 0 },
      ...{ waiting: deadlines.size, nextDeadline: deadlines.next(), clock: head.clock },
    };
  }
}
