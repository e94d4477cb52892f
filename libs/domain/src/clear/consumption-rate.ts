import { atLeast, type Fraction, times, ZERO } from '../money/fraction';
import type { TaxRates } from './tax-rates';

const GRAMS_PER_KG: Fraction = { n: 1000n, d: 1n };

export interface Quantities {
  /** In the first legal unit: kg, L or pieces. */
  qty1: Fraction;
  /** In the second legal unit (sheets of a mask), where the line has one. */
  qty2: Fraction | undefined;
}

/** Consumption tax rates that apply to a line: a share of the price, and CNY for each unit of `qty1`. */
export interface ConsumptionRate {
  adValorem: Fraction;
  specific: Fraction;
}

/**
 * Which consumption tax rates a line of dutiable price `price` (CNY) bears. Thresholds include their boundary:
 * cosmetics per g or per sheet (财关税〔2016〕48号, 公告2022年51号), watches a piece, beer per litre.
 */
export function consumptionRate(rates: TaxRates, price: Fraction, { qty1, qty2 }: Quantities): ConsumptionRate {
  const reaches = (threshold: Fraction | undefined, quantity: Fraction) =>
    threshold !== undefined && atLeast(price, times(threshold, quantity));
  switch (rates.rule) {
    case 'none':
      return { adValorem: ZERO, specific: ZERO };
    case 'wine':
      return { adValorem: rates.adValorem, specific: ZERO };
    case 'spirits':
      return { adValorem: rates.adValorem, specific: rates.specific };
    case 'yellow_wine':
      return { adValorem: ZERO, specific: rates.specific };
    case 'beer': {
      // Without a threshold there is nothing to be below of.
      const isBelow = rates.threshold !== undefined && !reaches(rates.threshold, qty1);
      return { adValorem: ZERO, specific: isBelow ? rates.specificBelow : rates.specific };
    }
    case 'watch':
      return { adValorem: reaches(rates.threshold, qty1) ? rates.adValorem : ZERO, specific: ZERO };
    case 'cosmetics': {
      const taxed =
        reaches(rates.threshold, times(qty1, GRAMS_PER_KG)) ||
        (qty2 !== undefined && reaches(rates.thresholdSheet, qty2));
      return { adValorem: taxed ? rates.adValorem : ZERO, specific: ZERO };
    }
  }
}
