import fc from 'fast-check';
import type { Tax } from '../clear/parcel-tax';
import type { LineQuantity } from '../inventory/parcel-line';
import { decimal } from '../money/decimal';
import { remainingTax } from './remaining-tax';

const SEED = 20261111;

function taxOf(dutiablePrice: string, valueAddedTax: string): Tax {
  const amounts = { dutiablePrice, customsTax: '0.00', valueAddedTax, consumptionTax: '0.00' };
  return { regime: 'REDUCED', ...amounts, total: valueAddedTax, lines: [{ gnum: 1, gcode: '1806900000', ...amounts }] };
}

function lineOf(qty: string) {
  return [{ gnum: 1, itemRecordNo: 'R001', itemNo: 'A', qty, unit: '140' }];
}

/** What is left after returning `pieces` one after the other. */
function after(release: Tax, qty: string, pieces: readonly string[]): Tax[] {
  const before: LineQuantity[] = [];
  let current = release;
  return pieces.map((piece) => {
    const now = [{ gnum: 1, qty: piece }];
    current = remainingTax(release, current, lineOf(qty), before, now);
    before.push(...now);
    return current;
  });
}

describe('what remains of the tax after returns', () => {
  it('goes down by the share of the pieces, half up, and the last takes the remainder', () => {
    const left = after(taxOf('109.99', '10.01'), '3', ['1', '1', '1']);
    expect(left.map(({ dutiablePrice }) => dutiablePrice)).toEqual(['73.33', '36.67', '0.00']);
    expect(left.map(({ total }) => total)).toEqual(['6.67', '3.33', '0.00']);
  });

  it('rounds half a fen up', () => {
    expect(after(taxOf('0.05', '0.01'), '2', ['1'])[0]).toMatchObject({ dutiablePrice: '0.02', total: '0.00' });
  });

  it('takes quantities with decimals', () => {
    expect(after(taxOf('100.00', '9.10'), '2.5', ['0.5'])[0]).toMatchObject({ dutiablePrice: '80.00', total: '7.28' });
  });

  it('leaves other lines alone', () => {
    const one = taxOf('50.00', '4.55');
    const two = { ...one, dutiablePrice: '100.00', lines: [one.lines[0]!, { ...one.lines[0]!, gnum: 2 }] };
    const lines = [...lineOf('1'), { ...lineOf('1')[0]!, gnum: 2 }];
    const left = remainingTax(two, two, lines, [], [{ gnum: 2, qty: '1' }]);
    expect(left.lines.map(({ dutiablePrice }) => dutiablePrice)).toEqual(['50.00', '0.00']);
    expect(left).toMatchObject({ dutiablePrice: '50.00', valueAddedTax: '4.55', total: '4.55' });
  });

  it('is nothing when all came back, in whatever pieces, and its total is always the sum of its taxes', () => {
    const cents = fc.integer({ min: 0, max: 1_000_000 }).map((fen) => (fen / 100).toFixed(2));
    const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(cents, cents, pieces, (price, tax, parts) => {
        const qty = String(parts.reduce((sum, part) => sum + part, 0));
        const left = after(taxOf(price, tax), qty, parts.map(String));
        for (const { valueAddedTax, total } of left) expect(decimal(total)).toBe(decimal(valueAddedTax));
        expect(left.at(-1)).toMatchObject({ dutiablePrice: '0.00', valueAddedTax: '0.00', total: '0.00' });
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
