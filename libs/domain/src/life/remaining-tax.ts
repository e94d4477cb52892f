import type { Tax, TaxLine } from '../clear/parcel-tax';
import type { LineQuantity, ParcelLine } from '../inventory/parcel-line';
import { decimal, formatMoney, roundToFen, type Scaled } from '../money/decimal';

const AMOUNTS = ['dutiablePrice', 'customsTax', 'valueAddedTax', 'consumptionTax'] as const;

/** A line of the parcel with what was bought of it, and returned before and now. */
interface ReturnedLine {
  gnum: number;
  bought: Scaled;
  before: Scaled;
  now: Scaled;
}

/**
 * What remains of a parcel's tax after one more return (contract 13): every amount of a line goes down by its amount at
 * the release × returned / bought quantity, half up; the last piece of a line takes the remainder.
 */
export function remainingTax(
  release: Tax,
  current: Tax,
  lines: readonly ParcelLine[],
  before: readonly LineQuantity[],
  now: readonly LineQuantity[],
): Tax {
  const remaining = current.lines.map((line, index): TaxLine => {
    const quantities = returnedLine(lines, line.gnum, before, now);
    return quantities.now === 0n ? line : lowered(release.lines[index]!, line, quantities);
  });
  const sum = (field: (typeof AMOUNTS)[number]) => remaining.reduce((total, line) => total + decimal(line[field]), 0n);
  const taxes = sum('customsTax') + sum('valueAddedTax') + sum('consumptionTax');
  return {
    regime: current.regime,
    dutiablePrice: formatMoney(sum('dutiablePrice')),
    customsTax: formatMoney(sum('customsTax')),
    valueAddedTax: formatMoney(sum('valueAddedTax')),
    consumptionTax: formatMoney(sum('consumptionTax')),
    total: formatMoney(taxes),
    lines: remaining,
  };
}

/** How much of each line was returned, Σ over its mentions. */
export function quantityOf(pieces: readonly LineQuantity[], gnum: number): Scaled {
  return pieces.reduce((sum, piece) => (piece.gnum === gnum ? sum + decimal(piece.qty) : sum), 0n);
}

function returnedLine(
  lines: readonly ParcelLine[],
  gnum: number,
  before: readonly LineQuantity[],
  now: readonly LineQuantity[],
): ReturnedLine {
  const bought = decimal(lines.find((line) => line.gnum === gnum)?.qty);
  return { gnum, bought, before: quantityOf(before, gnum), now: quantityOf(now, gnum) };
}

function lowered(release: TaxLine, current: TaxLine, { bought, before, now }: ReturnedLine): TaxLine {
  const isLast = before + now === bought;
  const left = { ...current };
  for (const field of AMOUNTS) {
    const share = isLast ? decimal(current[field]) : roundToFen(decimal(release[field]) * now, bought);
    left[field] = formatMoney(decimal(current[field]) - share);
  }
  return left;
}
