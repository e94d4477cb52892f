import { decimal, formatMoney } from '../money/decimal';
import type { Parcel } from '../parcel/parcel-group';
import { currentOf } from './next-clearance';

/** The dutiable price, CNY, that the parcel counts in its buyer's year now: the quota of its current revision. */
export function countedPrice(parcel: Parcel): string {
  const { quota } = currentOf(parcel);
  if (!quota) return '0.00';
  return formatMoney(decimal(quota.usedAfter) - decimal(quota.usedBefore));
}
