import type { Bundle } from '../bundle/bundle';
import { differingPairs, evidenceOfPairs, type FieldPair } from './compare';
import type { Evidence, Explained } from '../evidence';
import type { Reason, ReasonName } from '../reasons';

/**
 * One rule of the three-document match (三单比对). It names the reason by which it holds a parcel and returns one entry
 * for each failing pair of fields, none when the bundle passes.
 */
export interface MatchRule extends Explained<Bundle> {
  readonly reason: ReasonName;
  check(bundle: Bundle): Reason[];
}

/** A rule that compares pairs of fields: what it checks and what it explains come from the same list. */
export function pairRule(
  reason: ReasonName,
  repair: string,
  pairs: (bundle: Bundle) => readonly FieldPair[],
  exempt?: (bundle: Bundle) => string | undefined,
): MatchRule {
  return {
    reason,
    check: (bundle) => differingPairs(reason, pairs(bundle), repair),
    evidence: (bundle): Evidence[] => evidenceOfPairs(pairs(bundle)),
    ...(exempt && { exempt }),
  };
}

/** The rules about a declared inventory have nothing to compare where the engine composed it from the order. */
export function withoutInventory({ inventory }: Bundle): string | undefined {
  return inventory.declared ? undefined : 'the engine composed the inventory from the order';
}
