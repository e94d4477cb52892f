import type { Bundle } from '../bundle/bundle';
import type { Digest } from '../identity/digest';
import { formatMoney } from '../money/decimal';
import { MATCH_RULES } from '../match/match-rules';
import type { Reason, ReasonName } from '../reasons';
import { CLEAR_RULES } from './clear-rules';
import { parcelDutiablePrice } from './dutiable-price';
import { drawInspection, type Inspection } from './inspection-draw';
import { type ParcelLine, parcelLines } from '../inventory/parcel-line';
import { parcelTax, unknownDutyRates, type Tax } from './parcel-tax';

/** What one parcel's own documents decide. Plain values: it is kept while quota and stock are asked. */
export interface Judgement {
  /** No failure of contract 5: the three documents and the inventory agree. */
  matched: boolean;
  /** Failures of contract 5 and 6 in their order; empty = admissible, if quota and stock suffice. */
  reasons: Reason[];
  warnings: Reason[];
  dutiablePrice: string;
  /** Absent when the parcel is refused, or its duty rate is unknown. */
  tax?: Tax;
  /** DUTY_RATE_UNKNOWN entries: the parcel goes to manual review. */
  review: Reason[];
  /** Present when the parcel was drawn for inspection. */
  inspection?: Inspection;
  /** What the parcel takes from the book; none when it is refused. */
  lines: ParcelLine[];
}

/** Evaluates every rule of contract 5 and 6 on a complete bundle, then tax and draw of one that has no failure. */
export function judge(bundle: Bundle, digest: Digest): Judgement {
  const dutiablePrice = parcelDutiablePrice(bundle.inventory);
  const { failures, warnings } = matchFailures(bundle);
  const reasons = [...failures];
  for (const rule of CLEAR_RULES) {
    const found = rule.check({ bundle, dutiablePrice });
    (isDryRun(rule.reason, bundle) ? warnings : reasons).push(...found);
  }
  const judgement: Judgement = {
    matched: failures.length === 0,
    reasons,
    warnings,
    dutiablePrice: formatMoney(dutiablePrice),
    review: [],
    lines: [],
  };
  if (reasons.length > 0) return judgement;
  judgement.lines = parcelLines(bundle.inventory);
  judgement.review = unknownDutyRates(bundle, dutiablePrice);
  if (judgement.review.length > 0) return judgement;
  judgement.tax = parcelTax(bundle, dutiablePrice);
  const inspection = drawInspection(bundle, digest);
  if (inspection) judgement.inspection = inspection;
  return judgement;
}

function matchFailures(bundle: Bundle): { failures: Reason[]; warnings: Reason[] } {
  const severity = bundle.reference.settings.amountIdentity;
  const failures: Reason[] = [];
  const warnings: Reason[] = [];
  for (const rule of MATCH_RULES) {
    if (rule.reason === 'AMOUNT_IDENTITY' && severity === 'off') continue;
    const warns = isDryRun(rule.reason, bundle) || (rule.reason === 'AMOUNT_IDENTITY' && severity === 'warn');
    (warns ? warnings : failures).push(...rule.check(bundle));
  }
  return { failures, warnings };
}

/** A rule on trial is evaluated and told among the warnings, and refuses nothing. */
function isDryRun(reason: ReasonName, { reference }: Bundle): boolean {
  return reference.settings.dryRun?.includes(reason) ?? false;
}

/**
 * Rules that may be on trial. The others say that something is missing without which a parcel cannot be taxed or taken
 * from a book, and the shared limits would be broken.
 */
export const DRY_RUN_RULES: readonly ReasonName[] = [
  ...MATCH_RULES.map(({ reason }) => reason),
  'ENTERPRISE_NOT_ADMITTED',
  'BUYER_ID_INVALID',
  'GOODS_PROHIBITED',
  'SINGLE_LIMIT',
];
