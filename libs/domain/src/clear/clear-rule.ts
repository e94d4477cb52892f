import type { Bundle } from '../bundle/bundle';
import type { Explained } from '../evidence';
import type { Scaled } from '../money/decimal';
import type { Reason, ReasonName } from '../reasons';

/** What a clearance rule judges: the bundle and the dutiable price 完税价格 of its parcel. */
export interface ClearanceCase {
  bundle: Bundle;
  dutiablePrice: Scaled;
}

/** One clearance rule that a parcel's own documents decide; one entry for each failing party or line. */
export interface ClearRule extends Explained<ClearanceCase> {
  readonly reason: ReasonName;
  check(parcel: ClearanceCase): Reason[];
}
