import type { DeadLetter, LetterSource } from './dead-letter';
import type { LetterAction } from './letter-action';
import type { LetterEntry, LetterState } from './letter-book';
import { maskedText, maskedValue } from './masked-value';

/** One letter as staff may see it; what could name a person is masked. */
export interface LetterView {
  id: string;
  reason: string;
  detail?: string;
  source?: LetterSource;
  /** ISO business time at which it was put aside. */
  at: string;
  state: LetterState;
  bytes: number;
  key: string | null;
  headers: Record<string, string>;
  value: unknown;
  actions: readonly LetterAction[];
}

export function letterView({ state, actions }: LetterEntry, letter: DeadLetter): LetterView {
  const { id, reason, detail, source, at, key, value, headers } = letter;
  return {
    id,
    reason,
    ...(detail !== undefined && { detail }),
    ...(source && { source }),
    at: new Date(at).toISOString(),
    state,
    bytes: value.byteLength,
    // Where it belongs it is the order number; a wrong one may be anything.
    key: key === null ? null : maskedText(Buffer.from(key).toString('utf8')),
    headers,
    value: maskedValue(value),
    actions,
  };
}
