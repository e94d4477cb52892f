import { decimal, type Scaled } from '../money/decimal';
import type { DecideContext } from '../stage';
import type { Reference } from '../reference/reference';

const openings = new WeakMap<Reference, Map<string, Scaled>>();

/** What a buyer had used of a year before this engine began to count (setting `openingQuota`). */
export function openingUse({ reference, digest, key }: DecideContext, year: number): Scaled {
  let byBuyer = openings.get(reference);
  if (!byBuyer) {
    byBuyer = new Map();
    for (const { buyerIdNumber, year: inYear, used } of reference.settings.openingQuota) {
      const name = `${digest.buyerKey(buyerIdNumber)}:${inYear}`;
      byBuyer.set(name, (byBuyer.get(name) ?? 0n) + decimal(used));
    }
    openings.set(reference, byBuyer);
  }
  return byBuyer.get(`${key}:${year}`) ?? 0n;
}
