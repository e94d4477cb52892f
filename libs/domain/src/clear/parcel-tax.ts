import type { Bundle } from '../bundle/bundle';
import { decimal, formatMoney, type Scaled } from '../money/decimal';
import type { Fraction } from '../money/fraction';
import { reasonFor, type Reason } from '../reasons';
import { lineDutiablePrices } from './dutiable-price';
import { lineTaxes, type LineTaxes, type Regime } from './line-tax';
import { taxRates } from './tax-rates';

/** Amounts in CNY with at least 2 decimals, as in the clearance (contract 9). */
export interface TaxLine {
  gnum: number;
  gcode: string;
  dutiablePrice: string;
  customsTax: string;
  valueAddedTax: string;
  consumptionTax: string;
}

export interface Tax {
  regime: Regime;
  dutiablePrice: string;
  customsTax: string;
  valueAddedTax: string;
  consumptionTax: string;
  total: string;
  lines: TaxLine[];
}

export function regimeOf(bundle: Bundle, dutiablePrice: Scaled): Regime {
  return dutiablePrice <= decimal(bundle.reference.settings.singleLimit) ? 'REDUCED' : 'FULL';
}

/** A full-rate parcel with a line whose duty rate is unknown goes to manual review (contract 6). */
export function unknownDutyRates(bundle: Bundle, dutiablePrice: Scaled): Reason[] {
  if (regimeOf(bundle, dutiablePrice) === 'REDUCED') return [];
  return bundle.inventory.lines.flatMap(({ gcode = '', gnum }) => {
    const row = bundle.reference.hsRow(gcode, bundle.day);
    if (row && taxRates(row).mfn) return [];
    return [
      reasonFor(
        'DUTY_RATE_UNKNOWN',
        { left: { document: 'inventory', field: 'gcode', value: gcode, gnum } },
        'A customs officer rules on the duty rate of the line; the sender has nothing to do.',
      ),
    ];
  });
}

const NONE_RULED: ReadonlyMap<number, Fraction> = new Map();

/** Tax of a parcel that passed every rule; each tax of a line rounded to the fen, sums of the rounded ones. */
export function parcelTax(
  bundle: Bundle,
  dutiablePrice: Scaled,
  /** Duty rates that an officer ruled, by gnum; they go before the table's. */
  ruled: ReadonlyMap<number, Fraction> = NONE_RULED,
): Tax {
  const regime = regimeOf(bundle, dutiablePrice);
  const prices = lineDutiablePrices(bundle.inventory);
  const sum: LineTaxes = { customsTax: 0n, consumptionTax: 0n, valueAddedTax: 0n };
  const lines: TaxLine[] = [];
  for (const [index, line] of bundle.inventory.lines.entries()) {
    const gcode = line.gcode ?? '';
    const row = bundle.reference.hsRow(gcode, bundle.day);
    if (!row) throw new Error(`no HS row for ${gcode}: the positive list rule comes first`);
    const price = prices[index]!;
    const mfn = ruled.get(line.gnum);
    const rates = mfn ? { ...taxRates(row), mfn } : taxRates(row);
    const taxes = lineTaxes(rates, regime, price, { qty1: line.qty1, qty2: line.qty2 });
    sum.customsTax += taxes.customsTax;
    sum.consumptionTax += taxes.consumptionTax;
    sum.valueAddedTax += taxes.valueAddedTax;
    lines.push({
      gnum: line.gnum,
      gcode,
      dutiablePrice: formatMoney(price),
      customsTax: formatMoney(taxes.customsTax),
      valueAddedTax: formatMoney(taxes.valueAddedTax),
      consumptionTax: formatMoney(taxes.consumptionTax),
    });
  }
  return {
    regime,
    dutiablePrice: formatMoney(dutiablePrice),
    customsTax: formatMoney(sum.customsTax),
    valueAddedTax: formatMoney(sum.valueAddedTax),
    consumptionTax: formatMoney(sum.consumptionTax),
    total: formatMoney(sum.customsTax + sum.consumptionTax + sum.valueAddedTax),
    lines,
  };
}
