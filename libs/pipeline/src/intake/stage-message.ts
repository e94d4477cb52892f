/** One message to a key of another stage. */
export type PackedMessage = [key: string, at: number, message: object];

/** The messages of one flush to one lane of another stage, as JSON on the internal topics: one record, not one each. */
export interface StageEnvelope {
  /** Sender: stage, lane, journal entry, index of the envelope in it. Grows from envelope to envelope of one lane. */
  from: [stage: string, lane: number, seq: number, index: number];
  /** In the order in which they were decided; `at`: business time in ms of the decision that sent it. */
  messages: PackedMessage[];
}

export function encodeMessage(message: PackedMessage): string {
  return JSON.stringify(message);
}

/** `messages`: each as `encodeMessage` writes it. */
export function encodeEnvelope(from: StageEnvelope['from'], messages: readonly string[]): string {
  return `{"from":${JSON.stringify(from)},"messages":[${messages.join(',')}]}`;
}

export function decodeEnvelope(value: Uint8Array): StageEnvelope {
  return JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8')) as StageEnvelope;
}
