import fc from 'fast-check';
import { decimal, formatMoney, type Scaled } from '../money/decimal';
import { fraction } from '../money/fraction';
import { HS_ROWS } from '../../../../seeds/scenarios/base-goods';
import type { HsRow } from '../reference/reference';
import { lineTaxes, type Regime } from './line-tax';
import { taxRates } from './tax-rates';

const SEED = 20261111;
const PLAIN = HS_ROWS[0]!;

interface Vector {
  goods: string;
  price: string;
  regime: Regime;
  rates: Partial<HsRow>;
  quantity?: string;
  /** Duty, consumption tax, value-added tax, total. */
  due: [string, string, string, string];
}

/** Bills of the trade and worked examples: each tax rounded half up to the fen. */
const VECTORS: Vector[] = [
  {
    goods: 'infant formula 2017',
    price: '279.00',
    regime: 'REDUCED',
    rates: { vatRate: '0.17' },
    due: ['0.00', '0.00', '33.20', '33.20'],
  },
  {
    goods: 'mixed order 2019-04',
    price: '2803.30',
    regime: 'REDUCED',
    rates: { vatRate: '0.13' },
    due: ['0.00', '0.00', '255.10', '255.10'],
  },
  {
    goods: 'olive oil',
    price: '200.00',
    regime: 'REDUCED',
    rates: { vatRate: '0.09' },
    due: ['0.00', '0.00', '12.60', '12.60'],
  },
  {
    goods: 'skin care above threshold',
    price: '1000.00',
    regime: 'REDUCED',
    rates: { consumptionRule: 'cosmetics', consumptionAdValorem: '0.15', thresholdCny: '10' },
    quantity: '0.05',
    due: ['0.00', '123.53', '107.06', '230.59'],
  },
  {
    goods: 'beer whose row has no threshold: the specific rate',
    price: '26.58',
    regime: 'REDUCED',
    rates: { consumptionRule: 'beer', consumptionSpecificCny: '0.253' },
    quantity: '10',
    due: ['0.00', '1.77', '2.65', '4.42'],
  },
  {
    goods: 'wine',
    price: '1000.00',
    regime: 'REDUCED',
    rates: { consumptionRule: 'wine', consumptionAdValorem: '0.10' },
    due: ['0.00', '77.78', '101.11', '178.89'],
  },
  {
    goods: 'whisky 0.7 L',
    price: '500.00',
    regime: 'REDUCED',
    rates: { consumptionRule: 'spirits', consumptionAdValorem: '0.20', consumptionSpecificCny: '0.912' },
    quantity: '0.7',
    due: ['0.00', '88.06', '56.95', '145.01'],
  },
  {
    goods: 'leather bag, single item',
    price: '5600.00',
    regime: 'FULL',
    rates: { mfnRate: '0.06' },
    due: ['336.00', '0.00', '771.68', '1107.68'],
  },
  {
    goods: 'watch below 10000, single item',
    price: '6000.00',
    regime: 'FULL',
    rates: { consumptionRule: 'watch', consumptionAdValorem: '0.20', thresholdCny: '10000', mfnRate: '0.08' },
    due: ['480.00', '0.00', '842.40', '1322.40'],
  },
];

function taxesOf(rates: Partial<HsRow>, regime: Regime, price: Scaled, quantity = '1') {
  const quantities = { qty1: fraction(quantity)!, qty2: undefined };
  return lineTaxes(taxRates({ ...PLAIN, ...rates }), regime, price, quantities);
}

describe('taxes of a line', () => {
  it.each(VECTORS)('are those of the bill: $goods', ({ price, regime, rates, quantity, due }) => {
    const { customsTax, consumptionTax, valueAddedTax } = taxesOf(rates, regime, decimal(price), quantity);
    const total = customsTax + consumptionTax + valueAddedTax;
    expect([customsTax, consumptionTax, valueAddedTax, total].map(formatMoney)).toEqual(due);
  });

  const price = fc.bigInt({ min: 0n, max: 10n ** 8n }).map((fen) => fen * 1000n);
  const percent = fc.bigInt({ min: 0n, max: 40n });
  const check = <T>(property: fc.IProperty<T>) => fc.assert(property, { seed: SEED, numRuns: 500 });

  it('are rounded once, at their end, half up', () => {
    check(
      fc.property(price, percent, percent, percent, (p, vat, adValorem, mfn) => {
        const rates = {
          vatRate: share(vat),
          consumptionRule: 'wine' as const,
          consumptionAdValorem: share(adValorem),
          mfnRate: share(mfn),
        };
        // All in percent: (P + D) ÷ (1 − t) × t, and ((P + D) + that) × v = (P + D) ÷ (1 − t) × v.
        const rest = 100n - adValorem;
        const reduced = taxesOf(rates, 'REDUCED', p);
        expect(reduced.customsTax).toBe(0n);
        expect(reduced.consumptionTax).toBe(halfUp(p * adValorem * 70n, rest * 100n));
        expect(reduced.valueAddedTax).toBe(halfUp(p * vat * 70n, rest * 100n));
        const full = taxesOf(rates, 'FULL', p);
        expect(full.customsTax).toBe(halfUp(p * mfn, 100n));
        expect(full.consumptionTax).toBe(halfUp(p * (100n + mfn) * adValorem, 100n * rest));
        expect(full.valueAddedTax).toBe(halfUp(p * (100n + mfn) * vat, 100n * rest));
      }),
    );
  });

  it('never fall when the price rises', () => {
    check(
      fc.property(
        fc.constantFrom(...HS_ROWS),
        price,
        price,
        fc.constantFrom<Regime>('REDUCED', 'FULL'),
        (row, a, b, regime) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          const less = taxesOf(row, regime, low);
          const more = taxesOf(row, regime, high);
          for (const name of ['customsTax', 'consumptionTax', 'valueAddedTax'] as const) {
            expect(more[name] >= less[name]).toBe(true);
          }
        },
      ),
    );
  });
});

function share(percent: bigint): string {
  return `0.${String(percent).padStart(2, '0')}`;
}

/** Scaled amount of whole fen, by long division with a remainder: another way than the one that is tested. */
function halfUp(numerator: bigint, denominator: bigint): Scaled {
  const whole = denominator * 1000n;
  const remainder = numerator % whole;
  return ((numerator - remainder) / whole + (2n * remainder >= whole ? 1n : 0n)) * 1000n;
}
