import { numberText } from '../decode/exact-number';
import { field } from './field-rule';

/** Digits of a decimal before the point and after it: N19,5. */
const WHOLE_DIGITS_MAX = 14;
const DECIMALS_MAX = 5;

/** Required N19,5: decimal text, or a JSON number read by its text. */
export const DecimalField = (): PropertyDecorator => field({ required: true, content: 'number', fault: decimalFault });

export const OptionalDecimal = (): PropertyDecorator =>
  field({ required: false, content: 'number', fault: decimalFault });

/** Digits, optionally a point and 1..5 digits, at most 14 before the point; no sign, exponent or blanks (contract 14). */
export function decimalFault(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : numberText(value);
  if (text === undefined) return 'not a decimal';
  return isDecimal(text) ? undefined : explain(text);
}

function isDecimal(text: string): boolean {
  const length = text.length;
  let point = -1;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) continue;
    if (code !== 46 || point >= 0) return false;
    point = at;
  }
  if (point < 0) return length > 0 && length <= WHOLE_DIGITS_MAX;
  const decimals = length - point - 1;
  return point > 0 && point <= WHOLE_DIGITS_MAX && decimals > 0 && decimals <= DECIMALS_MAX;
}

function explain(text: string): string {
  const match = /^([-+]?)(\d+)(?:\.(\d+))?([eE][-+]?\d+)?$/.exec(text);
  if (!match) return 'not a decimal';
  const [, sign, whole = '', decimals = '', exponent] = match;
  if (sign === '-') return 'negative';
  if (sign === '+' || exponent) return 'has a sign or an exponent';
  if (decimals.length > DECIMALS_MAX) return `more than ${DECIMALS_MAX} decimals`;
  return whole.length > WHOLE_DIGITS_MAX ? `more than ${WHOLE_DIGITS_MAX} digits before the point` : 'not a decimal';
}
