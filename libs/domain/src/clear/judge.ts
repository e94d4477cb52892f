import type { Bundle } from '../bundle/bundle';
import type { Digest } from '../identity/digest';
import { formatMoney, formatQuantity } from '../money/decimal';
import { MATCH_RULES } from '../match/match-rules';
import type { Reason } from '../reasons';
import { CLEAR_RULES } from './clear-rules';
import { parcelDutiablePrice } from './dutiable-price';
import { drawInspection, type Inspection } from './inspection-draw';
import { parcelTax, unknownDutyRates, type Tax } from './parcel-tax';

/** One item of the book and how much of it the parcel takes, in the declared unit. */
export interface TakenItem {
  itemRecordNo: string;
  qty: string;
  /** The line, when exactly one line takes the item. */
  gnum?: number;
}

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
  items: TakenItem[];
}

/** Evaluates every rule of contract 5 and 6 on a complete bundle, then tax and draw of one that has no failure. */
export function judge(bundle: Bundle, digest: Digest): Judgement {
  const dutiablePrice = parcelDutiablePrice(bundle.inventory);
  const { failures, warnings } = matchFailures(bundle);
  const reasons = [...failures, ...CLEAR_RULES.flatMap((rule) => rule.check({ bundle, dutiablePrice }))];
  const judgement: Judgement = {
    matched: failures.length === 0,
    reasons,
    warnings,
    dutiablePrice: formatMoney(dutiablePrice),
    review: [],
    items: [],
  };
  if (reasons.length > 0) return judgement;
  judgement.items = takenItems(bundle);
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
    if (rule.reason !== 'AMOUNT_IDENTITY' || severity === 'refuse') failures.push(...rule.check(bundle));
    else if (severity === 'warn') warnings.push(...rule.check(bundle));
  }
  return { failures, warnings };
}

/** Quantities by item: two lines of one item are taken together. */
function takenItems({ inventory }: Bundle): TakenItem[] {
  const items = new Map<string, { qty: bigint; gnums: number[] }>();
  for (const line of inventory.lines) {
    const itemRecordNo = line.itemRecordNo ?? '';
    const item = items.get(itemRecordNo) ?? { qty: 0n, gnums: [] };
    item.qty += line.qty;
    item.gnums.push(line.gnum);
    items.set(itemRecordNo, item);
  }
  return [...items].map(([itemRecordNo, { qty, gnums }]) => ({
    itemRecordNo,
    qty: formatQuantity(qty),
    ...(gnums.length === 1 && { gnum: gnums[0]! }),
  }));
}
