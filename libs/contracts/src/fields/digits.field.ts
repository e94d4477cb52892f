import { field } from './field-rule';
import { NOT_A_STRING } from './text.field';

/** Required text of exactly `length` digits (units, countries, customs). Lists of codes are not enforced (contract 14). */
export const Digits = (length: number): PropertyDecorator => digits(length, true);

export const OptionalDigits = (length: number): PropertyDecorator => digits(length, false);

export function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
}

function digits(length: number, required: boolean): PropertyDecorator {
  const why = `not ${length} digits`;
  return field({
    required,
    content: 'text',
    fault(value) {
      if (typeof value !== 'string') return NOT_A_STRING;
      return value.length === length && isDigits(value) ? undefined : why;
    },
  });
}
