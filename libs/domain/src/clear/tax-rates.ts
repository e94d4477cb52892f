import { fraction, type Fraction, ZERO } from '../money/fraction';
import type { ConsumptionRule, HsRow } from '../reference/reference';

/** The rates of one HS row as exact fractions. */
export interface TaxRates {
  rule: ConsumptionRule;
  vat: Fraction;
  adValorem: Fraction;
  specific: Fraction;
  specificBelow: Fraction;
  threshold: Fraction | undefined;
  thresholdSheet: Fraction | undefined;
  /** MFN duty rate; undefined = not known. */
  mfn: Fraction | undefined;
}

const known = new WeakMap<HsRow, TaxRates>();

export function taxRates(row: HsRow): TaxRates {
  let rates = known.get(row);
  if (!rates) {
    rates = {
      rule: row.consumptionRule,
      vat: fraction(row.vatRate) ?? ZERO,
      adValorem: fraction(row.consumptionAdValorem) ?? ZERO,
      specific: fraction(row.consumptionSpecificCny) ?? ZERO,
      specificBelow: fraction(row.consumptionSpecificBelowCny) ?? ZERO,
      threshold: fraction(row.thresholdCny),
      thresholdSheet: fraction(row.thresholdSheetCny),
      mfn: fraction(row.mfnRate),
    };
    known.set(row, rates);
  }
  return rates;
}
