/** An exact fraction of bigints, `d` > 0; for rates and quantities whose product must not be rounded on the way. */
export interface Fraction {
  n: bigint;
  d: bigint;
}

export const ZERO: Fraction = { n: 0n, d: 1n };
export const ONE: Fraction = { n: 1n, d: 1n };

/** Reads a plain decimal of any length ("0.2495"); '' and undefined give undefined. */
export function fraction(text: unknown): Fraction | undefined {
  if (text === undefined || text === null || text === '') return undefined;
  const plain = String(text);
  const point = plain.indexOf('.');
  if (point < 0) return { n: BigInt(plain), d: 1n };
  return { n: BigInt(plain.slice(0, point) + plain.slice(point + 1)), d: 10n ** BigInt(plain.length - point - 1) };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { n: -b.n, d: b.d });
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** `b` must be positive. */
export function over(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.d, d: a.d * b.n };
}

export function atLeast(a: Fraction, b: Fraction): boolean {
  return a.n * b.d >= b.n * a.d;
}
