import type { Bundle } from '../bundle/bundle';
import type { Reason, ReasonName } from '../reasons';

/**
 * One rule of the three-document match (三单比对). It names the reason by which it holds a parcel and returns one entry
 * for each failing pair of fields, none when the bundle passes.
 */
export interface MatchRule {
  readonly reason: ReasonName;
  check(bundle: Bundle): Reason[];
}
