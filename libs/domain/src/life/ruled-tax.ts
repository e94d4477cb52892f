import { parcelDutiablePrice } from '../clear/dutiable-price';
import { parcelTax, type Tax, unknownDutyRates } from '../clear/parcel-tax';
import { fraction, type Fraction, ZERO } from '../money/fraction';
import { bundleOf } from '../parcel/decide-bundle';
import type { Parcel } from '../parcel/parcel-group';
import type { Ruling } from '../parcel/parcel-input';
import type { ParcelContext, Story } from '../parcel/story';
import { currentOf } from './next-clearance';

/** Lines whose duty rate is not known and which the ruling does not rate either (contract 13). */
export function unratedLines(parcel: Parcel, { dutyRates = [] }: Ruling): number[] {
  const rated = new Set(dutyRates.map(({ gnum }) => gnum));
  return unratedOf(parcel).filter((gnum) => !rated.has(gnum));
}

/** Lines without a rate stand as reasons of the review, and stay while the parcel is detained. */
function unratedOf(parcel: Parcel): number[] {
  const { tax, reasons } = currentOf(parcel);
  if (tax) return [];
  return reasons.flatMap(({ reason, left }) =>
    reason === 'DUTY_RATE_UNKNOWN' && left?.gnum !== undefined ? [left.gnum] : [],
  );
}

/** The tax of a reviewed parcel with the rates that the officer ruled, on the day of its decision. */
export function ruledTax(
  story: Story,
  { ebpCode, admitted }: Parcel,
  { dutyRates = [] }: Ruling,
  context: ParcelContext,
): Tax {
  const bundle = bundleOf(story, ebpCode, admitted!.recordTime, context);
  const dutiablePrice = parcelDutiablePrice(bundle.inventory);
  const unknown = new Set(unknownDutyRates(bundle, dutiablePrice).map(({ left }) => left?.gnum));
  const ruled = new Map<number, Fraction>();
  // A rate that the table knows is not the officer's to rule.
  for (const { gnum, rate } of dutyRates) if (unknown.has(gnum)) ruled.set(gnum, fraction(rate) ?? ZERO);
  return parcelTax(bundle, dutiablePrice, ruled);
}
