import { encodeEnvelope, encodeMessage, type PackedMessage } from '../intake/stage-message';
import type { OutboundRecord } from '../ports/records';

/** Far below what a broker takes; a single message that is longer goes alone. UTF-16 units, at most three bytes each. */
const ENVELOPE_CHARACTERS_MAX = 200_000;

interface Gathered {
  topic: string;
  partition: number;
  from: string;
  texts: string[];
  characters: number;
  /** Business time of the last message. */
  at: number;
}

/**
 * The messages of a flush to other stages, gathered by the lane that they go to. A record costs the same whether it holds
 * one message or hundreds, in the publisher, the broker and the consumer, and a third of a parcel's records were these.
 */
export class OutgoingMessages {
  private readonly filling = new Map<string, Gathered>();
  /** In the order in which they were begun, so that envelopes for one lane are numbered in the order of their messages. */
  private readonly envelopes: Gathered[] = [];

  add(from: string, topic: string, partition: number, message: PackedMessage): void {
    const text = encodeMessage(message);
    const lane = `${from}>${topic}/${partition}`;
    let envelope = this.filling.get(lane);
    if (!envelope || envelope.characters + text.length > ENVELOPE_CHARACTERS_MAX) {
      envelope = { topic, partition, from, texts: [], characters: 0, at: 0 };
      this.filling.set(lane, envelope);
      this.envelopes.push(envelope);
    }
    envelope.texts.push(text);
    envelope.characters += text.length;
    envelope.at = message[1];
  }

  /** One record an envelope. */
  close(lane: number, seq: number): OutboundRecord[] {
    return this.envelopes.map(({ topic, partition, from, texts, at }, index) => ({
      topic,
      key: null,
      partition,
      value: encodeEnvelope([from, lane, seq, index], texts),
      timestamp: at,
    }));
  }
}
