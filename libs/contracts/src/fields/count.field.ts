import { numberText } from '../decode/exact-number';
import { isDigits } from './digits.field';
import { field } from './field-rule';

/** Required line number from 1 on, a JSON number or digits. */
export const Gnum = (): PropertyDecorator =>
  field({
    required: true,
    content: 'number',
    fault: (value) => (gnumOf(value) === undefined ? 'not a line number 1, 2, 3 …' : undefined),
  });

/** Required whole number of at most `digitsMax` digits, a JSON number or digits. */
export function Count(digitsMax: number): PropertyDecorator {
  return field({
    required: true,
    content: 'number',
    fault(value) {
      const text = typeof value === 'string' ? value : numberText(value);
      if (text === undefined) return 'not a whole number';
      if (!isDigits(text)) return /^-\d/.test(text) ? 'negative' : 'not a whole number';
      return text.length > digitsMax ? `more than ${digitsMax} digits` : undefined;
    },
  });
}

/** The number of a line, read from a JSON number or digits (at most 9); undefined when it is none. */
export function gnumOf(value: unknown): number | undefined {
  if (typeof value === 'number')
    return Number.isInteger(value) && value > 0 && value <= 999_999_999 ? value : undefined;
  if (typeof value !== 'string' || value.length > 9 || !isDigits(value)) return undefined;
  return Number(value) || undefined;
}
