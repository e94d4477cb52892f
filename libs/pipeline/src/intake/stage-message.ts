/** One message to a key of another stage; `turn`: of the record that brought it about, where records have turns. */
export type PackedMessage = [key: string, at: number, message: object, turn?: number];

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

const SENDER = /^\{"from":\["(\w+)",(\d+),(\d+),(\d+)\]/;
/** The sender stands before the messages, which may be long. */
const SENDER_BYTES_MAX = 120;

/** Who sent an envelope, without reading its messages; `lane` as `stage/number`. */
export function senderOf(value: Uint8Array | string): { lane: string; seq: number; index: number } {
  const start = typeof value === 'string' ? value.slice(0, SENDER_BYTES_MAX) : headOf(value);
  const found = SENDER.exec(start);
  if (!found) throw new Error('an envelope without a sender');
  return { lane: `${found[1]}/${found[2]}`, seq: Number(found[3]), index: Number(found[4]) };
}

function headOf(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, Math.min(value.byteLength, SENDER_BYTES_MAX)).toString('utf8');
}
