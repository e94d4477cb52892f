import { field } from './field-rule';

export const NOT_A_STRING = 'not a JSON string';

/** Required text of 1 to `max` code points. */
export const Text = (max: number): PropertyDecorator =>
  field({ required: true, content: 'text', fault: (value) => textFault(value, max) });

/** Text of at most `max` code points that may be left out. */
export const OptionalText = (max: number): PropertyDecorator =>
  field({ required: false, content: 'text', fault: (value) => textFault(value, max) });

/** Required text of exactly `length` code points. */
export const FixedText = (length: number): PropertyDecorator => fixedText(length, true);

/** Text of exactly `length` code points that may be left out. */
export const OptionalFixedText = (length: number): PropertyDecorator => fixedText(length, false);

/** Required text out of a closed list. */
export function OneOf(...allowed: string[]): PropertyDecorator {
  return oneOf(allowed, true);
}

/** Text out of a closed list that may be left out. */
export function OptionalOneOf(...allowed: string[]): PropertyDecorator {
  return oneOf(allowed, false);
}

function oneOf(allowed: readonly string[], required: boolean): PropertyDecorator {
  const why = allowed.length === 1 ? `not ${allowed[0]}` : `not one of ${allowed.join(', ')}`;
  return field({
    required,
    content: 'text',
    fault(value) {
      if (typeof value !== 'string') return NOT_A_STRING;
      return allowed.includes(value) ? undefined : why;
    },
  });
}

function fixedText(length: number, required: boolean): PropertyDecorator {
  const why = `not exactly ${length} characters`;
  return field({
    required,
    content: 'text',
    fault(value) {
      if (typeof value !== 'string') return NOT_A_STRING;
      return codePoints(value) === length ? undefined : why;
    },
  });
}

function textFault(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  // A text never has more code points than UTF-16 units: most are done here.
  if (value.length <= max) return undefined;
  return codePoints(value) > max ? `longer than ${max} characters` : undefined;
}

function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    count++;
    const unit = text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdbff) continue;
    const next = text.charCodeAt(at + 1);
    if (next >= 0xdc00 && next <= 0xdfff) at++;
  }
  return count;
}
