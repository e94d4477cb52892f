/**
 * A JSON number whose digits a double would not keep, or whose form (sign, exponent, more than 5 decimals) must still
 * be seen by the field checks. Every other JSON number of a decoded value is an ordinary number.
 */
export class ExactNumber {
  constructor(
    /** The number as it stood in the JSON text. */
    readonly text: string,
  ) {}

  toString(): string {
    return this.text;
  }
}

/** The text of a JSON number, as sent; undefined for anything else. */
export function numberText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return value instanceof ExactNumber ? value.text : undefined;
}
