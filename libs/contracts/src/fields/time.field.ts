import { isDigits } from './digits.field';
import { field } from './field-rule';
import { NOT_A_STRING } from './text.field';

/** Required YYYYMMDDhhmmss, Beijing local time. */
export const Timestamp14 = (): PropertyDecorator => moment(14, true);

/** Required YYYYMMDD. */
export const Day8 = (): PropertyDecorator => moment(8, true);

export const OptionalDay8 = (): PropertyDecorator => moment(8, false);

/** Required ISO 8601 moment with its zone, to the second or finer: `2026-11-11T08:30:00+08:00`. */
export const IsoMoment = (): PropertyDecorator =>
  field({
    required: true,
    content: 'text',
    fault(value) {
      if (typeof value !== 'string') return NOT_A_STRING;
      if (!ISO_MOMENT.test(value)) return 'not an ISO time with a zone';
      return Number.isNaN(Date.parse(value)) ? 'impossible date' : undefined;
    },
  });

const ISO_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function moment(length: 8 | 14, required: boolean): PropertyDecorator {
  const why = `not ${length} digits`;
  return field({
    required,
    content: 'text',
    fault(value) {
      if (typeof value !== 'string') return NOT_A_STRING;
      if (value.length !== length || !isDigits(value)) return why;
      if (!isDay(value)) return 'impossible date';
      return length === 8 || isTimeOfDay(value) ? undefined : 'impossible date';
    },
  });
}

function isDay(digits: string): boolean {
  const year = two(digits, 0) * 100 + two(digits, 2);
  const month = two(digits, 4);
  const day = two(digits, 6);
  if (year === 0 || day === 0) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leap ? 29 : DAYS_IN_MONTH[month - 1];
  return days !== undefined && day <= days;
}

function isTimeOfDay(digits: string): boolean {
  return two(digits, 8) < 24 && two(digits, 10) < 60 && two(digits, 12) < 60;
}

function two(digits: string, at: number): number {
  return (digits.charCodeAt(at) - 48) * 10 + digits.charCodeAt(at + 1) - 48;
}
