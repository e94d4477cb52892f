import fc from 'fast-check';
import { decimal, formatMoney } from '../money/decimal';
import { apportion } from './dutiable-price';

const SEED = 20261111;
const FEN = 1000n;
const amounts = fc.bigInt({ min: 0n, max: 10n ** 9n }).map((fen) => fen * FEN);
const values = fc.array(amounts, { minLength: 1, maxLength: 99 });
const sum = (shares: readonly bigint[]) => shares.reduce((total, share) => total + share, 0n);
const check = <T>(property: fc.IProperty<T>) => fc.assert(property, { seed: SEED, numRuns: 300 });

describe('apportioning freight and insured fee', () => {
  it('gives away exactly the amount', () => {
    check(fc.property(amounts, values, (amount, lines) => expect(sum(apportion(amount, lines))).toBe(amount)));
  });

  it('gives every line but the last its share by value, to the nearest fen', () => {
    check(
      fc.property(amounts, values, (amount, lines) => {
        const total = sum(lines);
        const shares = apportion(amount, lines);
        for (const [index, share] of shares.slice(0, -1).entries()) {
          expect(share % FEN).toBe(0n);
          const twice = total === 0n ? share : 2n * (share * total - amount * lines[index]!);
          expect(twice >= -FEN * total && twice <= FEN * total).toBe(true);
        }
      }),
    );
  });

  it('gives all of it to the last line when every line value is 0', () => {
    expect(apportion(decimal('9.99'), [0n, 0n, 0n]).map(formatMoney)).toEqual(['0.00', '0.00', '9.99']);
  });

  it('lets a negative remainder stand', () => {
    // Seven equal halves of a fen round up to a whole one each; the eighth line gives them back.
    const equal = Array<bigint>(8).fill(decimal('1.00'));
    expect(apportion(decimal('0.04'), equal).map(formatMoney)).toEqual([...Array<string>(7).fill('0.01'), '-0.03']);
  });
});
