import fc from 'fast-check';
import { decimal, formatDecimal, formatMoney, formatQuantity, roundToFen } from './decimal';

const SEED = 20261111;
/** Any amount of the wire: 14 digits before the point, 5 after it. */
const scaled = fc.bigInt({ min: 0n, max: 10n ** 19n - 1n });
const signed = fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n });
const check = <T>(property: fc.IProperty<T>) => fc.assert(property, { seed: SEED, numRuns: 500 });

describe('exact decimals', () => {
  it('are read and written without loss', () => {
    check(fc.property(scaled, (value) => expect(decimal(formatDecimal(value, 5))).toBe(value)));
    check(fc.property(scaled, (value) => expect(decimal(formatMoney(value))).toBe(value)));
    check(fc.property(scaled, (value) => expect(decimal(formatQuantity(value))).toBe(value)));
  });

  it('add and subtract as whole numbers of the finest step do', () => {
    check(
      fc.property(scaled, scaled, (a, b) => {
        const text = formatMoney(decimal(formatMoney(a)) + decimal(formatMoney(b)));
        expect(decimal(text)).toBe(a + b);
      }),
    );
  });

  it('keep money at two places or more, and no needless zero behind them', () => {
    check(
      fc.property(signed, (value) => {
        expect(formatMoney(value)).toMatch(/^-?(0|[1-9]\d*)\.\d{2}(\d{0,2}[1-9])?$/);
        expect(formatQuantity(value)).toMatch(/^-?(0|[1-9]\d*)(\.\d{0,4}[1-9])?$/);
      }),
    );
  });

  it('read nothing as zero and an integer as itself', () => {
    expect([undefined, null, '', 0, '0', '0.00000'].map(decimal)).toEqual([0n, 0n, 0n, 0n, 0n, 0n]);
    expect([decimal(108), decimal('108'), decimal('108.1')]).toEqual([10_800_000n, 10_800_000n, 10_810_000n]);
  });
});

describe('rounding to the fen', () => {
  it('takes the nearest fen, and the upper one of two that are as near', () => {
    const denominators = fc.bigInt({ min: 1n, max: 10n ** 9n });
    check(
      fc.property(scaled, denominators, (numerator, denominator) => {
        const fen = roundToFen(numerator, denominator) / 1000n;
        // Twice the distance to the exact value, in parts of a fen: above −1 fen, up to and including +1 fen.
        const twice = 2n * (fen * 1000n * denominator - numerator);
        expect(twice > -1000n * denominator && twice <= 1000n * denominator).toBe(true);
      }),
    );
  });

  it.each([
    ['0.00500', '0.01'],
    ['0.00499', '0.00'],
    ['33.20500', '33.21'],
    ['33.20499', '33.20'],
    ['0.015', '0.02'],
  ])('makes %s into %s', (exact, rounded) => {
    expect(formatMoney(roundToFen(decimal(exact), 1n))).toBe(rounded);
  });

  it('makes of a negative remainder what it would make of a positive one', () => {
    for (const [exact, rounded] of [
      [-4_459n, '-0.04'],
      [-4_500n, '-0.05'],
      [-499n, '0.00'],
      [-4_000n, '-0.04'],
    ] as const) {
      expect(formatMoney(roundToFen(exact, 1n))).toBe(rounded);
    }
  });
});
