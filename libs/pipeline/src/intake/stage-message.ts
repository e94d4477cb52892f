/** A message between stages, as JSON on the internal topics. */
export interface StageEnvelope {
  /** Sender: stage, lane, journal entry, index of the message in it. Grows from message to message of one lane. */
  from: [stage: string, lane: number, seq: number, index: number];
  /** Business time in ms of the decision that sent it. */
  at: number;
  message: object;
}

export function encodeEnvelope(envelope: StageEnvelope): string {
  return JSON.stringify(envelope);
}

export function decodeEnvelope(value: Uint8Array): StageEnvelope {
  return JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8')) as StageEnvelope;
}
