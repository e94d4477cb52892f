/**
 * Exact decimals. The wire carries up to 14 digits before the point and 5 after it (N19,5); inside, an amount is a
 * bigint in units of 0.00001. A float never touches money or quantities.
 */
export type Scaled = bigint;

const PLACES = 5;
const UNIT = 100_000n;
/** One fen (0.01 CNY) in scaled units. */
const FEN = 1_000n;

/** Reads a checked decimal ("108.00", 108, "" and undefined = 0). */
export function decimal(value: unknown): Scaled {
  if (value === undefined || value === null || value === '') return 0n;
  const text = String(value);
  const small = smallDecimal(text);
  if (small !== undefined) return BigInt(small);
  const point = text.indexOf('.');
  if (point < 0) return BigInt(text) * UNIT;
  return BigInt(text.slice(0, point) + text.slice(point + 1, point + 1 + PLACES).padEnd(PLACES, '0'));
}

const SMALL_LENGTH = 10;
const ZERO = 48;
const POINT = 46;

/** The usual amount, whose scaled units a double holds exactly; undefined for anything else than at most ten digits and a point. */
function smallDecimal(text: string): number | undefined {
  if (text.length > SMALL_LENGTH) return undefined;
  let units = 0;
  let places = -1;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (places < PLACES) units = units * 10 + digit;
      if (places >= 0 && places < PLACES) places++;
    } else if (digit === POINT - ZERO && places < 0) places = 0;
    else return undefined;
  }
  for (places = Math.max(places, 0); places < PLACES; places++) units *= 10;
  return units;
}

/** "107.50", "3.12345": at least `places` decimals, more only where they are not 0. */
export function formatDecimal(value: Scaled, places: number): string {
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(PLACES + 1, '0');
  const whole = digits.slice(0, -PLACES);
  let fraction = digits.slice(-PLACES);
  while (fraction.length > places && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

export function formatMoney(value: Scaled): string {
  return formatDecimal(value, 2);
}

export function formatQuantity(value: Scaled): string {
  return formatDecimal(value, 0);
}

export function absolute(value: Scaled): Scaled {
  return value < 0n ? -value : value;
}

/**
 * `numerator / denominator` (above 0) in whole fen, half up, as a scaled amount; an amount below 0, as the remainder of an
 * apportionment may be (contract 14), is rounded as it would be above.
 */
export function roundToFen(numerator: bigint, denominator: bigint): Scaled {
  if (numerator < 0n) return -roundToFen(-numerator, denominator);
  const divisor = denominator * FEN;
  return ((numerator * 2n + divisor) / (divisor * 2n)) * FEN;
}
