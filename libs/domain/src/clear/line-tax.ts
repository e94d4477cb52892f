import { roundToFen, type Scaled } from '../money/decimal';
import { type Fraction, minus, ONE, over, plus, times, ZERO } from '../money/fraction';
import { consumptionRate, type Quantities } from './consumption-rate';
import type { TaxRates } from './tax-rates';

export type Regime = 'REDUCED' | 'FULL';

/** Scaled amounts, each rounded half up to the fen. */
export interface LineTaxes {
  customsTax: Scaled;
  consumptionTax: Scaled;
  valueAddedTax: Scaled;
}

/** 财关税〔2016〕18号: within the limits VAT and consumption tax are levied at 70 %, duty at 0. */
const REDUCED_SHARE: Fraction = { n: 70n, d: 100n };
const SCALE = 100_000n;

/**
 * Taxes of one line (spec tax-and-quota 4.3). Each tax is rounded once, at its end; the VAT base holds the full
 * consumption tax. Under FULL an unknown duty rate must have been sent to review before.
 */
export function lineTaxes(rates: TaxRates, regime: Regime, dutiablePrice: Scaled, quantities: Quantities): LineTaxes {
  const price: Fraction = { n: dutiablePrice, d: SCALE };
  const duty = regime === 'FULL' ? times(price, rates.mfn ?? ZERO) : ZERO;
  const base = regime === 'FULL' ? plus(price, duty) : price;
  const consumption = consumptionTax(rates, base, price, quantities);
  const vat = times(plus(base, consumption), rates.vat);
  const due = (tax: Fraction) => (regime === 'FULL' ? rounded(tax) : rounded(times(tax, REDUCED_SHARE)));
  return { customsTax: rounded(duty), consumptionTax: due(consumption), valueAddedTax: due(vat) };
}

function consumptionTax(rates: TaxRates, base: Fraction, price: Fraction, quantities: Quantities): Fraction {
  if (rates.rule === 'none') return ZERO;
  const rate = consumptionRate(rates, price, quantities);
  const specific = times(quantities.qty1, rate.specific);
  if (rate.adValorem.n === 0n) return specific;
  const priceWithTax = over(plus(base, specific), minus(ONE, rate.adValorem));
  return plus(times(priceWithTax, rate.adValorem), specific);
}

function rounded(cny: Fraction): Scaled {
  return cny.n === 0n ? 0n : roundToFen(cny.n * SCALE, cny.d);
}
