import type { Parcel } from '../parcel/parcel-group';
import { currentOf, releaseOf } from './next-clearance';
import { type TaxBill, taxBill } from './tax-bill';

/** The tax bill of a parcel that holds now: of its release, or of what its last return left. */
export function billOf(parcel: Parcel): TaxBill | undefined {
  const { admitted } = parcel;
  const release = releaseOf(parcel);
  const current = currentOf(parcel);
  if (!admitted || !release || !current.tax) return undefined;
  return taxBill(current, current.tax, admitted, release.decidedAt, parcel.returns?.length ?? 0);
}
