import { numberText } from '../decode/exact-number';

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/;

/**
 * One text for all spellings of the same number ("10", "10.00000", 10, 1e1): significant digits and exponent. Undefined
 * for what is neither a number nor decimal text.
 */
export function numberValue(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : numberText(value);
  const match = text === undefined ? null : NUMBER.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = match;
  const digits = (whole + decimals).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - decimals.length + digits.length - significant.length}`;
}
