import type { InboundRecord, OutboundRecord } from '@sandan/pipeline';

/** What was done about dead letters, and by whom; kept for good. It is created when the first is handled. */
export const HANDLED_TOPIC = 'dead-letters.handled.v1';

/**
 * `redriving` is written before the record is sent again, `redriven` after it: a letter that stays at `redriving` may have
 * been sent or not, and is sent once more without harm.
 */
export type LetterDeed = 'redriving' | 'redriven' | 'discarded';

export interface LetterAction {
  id: string;
  deed: LetterDeed;
  /** Why it was put aside. */
  reason: string;
  /** Who did it. */
  by: string;
  /** ISO wall time. */
  at: string;
  /** Why it was discarded. */
  because?: string;
}

export function encodeAction(action: LetterAction): OutboundRecord {
  return { topic: HANDLED_TOPIC, key: action.id, value: JSON.stringify(action), timestamp: Date.parse(action.at) };
}

export function decodeAction({ value }: InboundRecord): LetterAction {
  return JSON.parse(Buffer.from(value!).toString('utf8')) as LetterAction;
}
