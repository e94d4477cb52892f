import type { Bundle } from '../bundle/bundle';
import type { Judgement } from '../clear/judge';
import { present } from '../documents/present';
import { joined } from '../identity/joined';
import { onlyLineOf } from '../inventory/parcel-line';
import { decimal, formatMoney, formatQuantity } from '../money/decimal';
import { reasonFor, type Reason } from '../reasons';
import { shortageGiveBack } from '../quota/quota-stage';
import { beijingYear, isoTime } from '../time';
import { type Clearance, type Outcome, type QuotaUse, RETURN_STATUS } from './clearance';
import { tellDecision } from './decision-receipts';
import type { Deciding } from './deciding';
import type { AnswerInput, ShortItem } from './parcel-input';
import { parcelOf } from './parcel-group';
import type { ParcelContext, Story } from './story';
import { waybillOf } from './waybill-claim';

/** What every decision carries, with or without quota and stock. */
export type Decided = Pick<Deciding, 'revision' | 'at' | 'recordTime'> & { judgement: Judgement };

export const CLEARANCES_TOPIC = 'clearances.v1';

/** A refusal that the parcel's own documents decide. Nothing was reserved for it. */
export function concludeRefused(
  story: Story,
  bundle: Bundle,
  decided: Decided,
  reasons: Reason[],
  quota?: QuotaUse,
): void {
  conclude(story, bundle, decided, clearanceOf(bundle, decided, 'REFUSED', { reasons, quota }));
}

/** Quota and stock have answered: refusal, review, inspection or release, in this order (contract 6). */
export function concludeAnswered(
  story: Story,
  bundle: Bundle,
  deciding: Deciding,
  answer: AnswerInput,
  context: ParcelContext,
): void {
  const { judgement } = deciding;
  if (answer.refusedBy === 'quota') {
    const reasons = [annualLimit(judgement.dutiablePrice, answer.quota)];
    concludeRefused(story, bundle, deciding, reasons, answer.quota);
    return;
  }
  if (answer.refusedBy === 'stock') {
    giveQuotaBack(story, bundle, deciding);
    concludeRefused(story, bundle, deciding, stockShort(judgement, answer.short ?? []));
    return;
  }
  const outcome = judgement.review.length > 0 ? 'MANUAL_REVIEW' : judgement.inspection ? 'INSPECTION' : 'RELEASED';
  const { tax, inspection, review } = judgement;
  const clearance = clearanceOf(bundle, deciding, outcome, {
    invtNo: invtNoOf(story, bundle, deciding, context),
    reasons: review,
    quota: answer.quota,
    tax,
    inspection,
  });
  conclude(story, bundle, deciding, clearance);
}

function conclude(story: Story, bundle: Bundle, decided: Decided, clearance: Clearance): void {
  const { ebpCode } = bundle.order;
  const waybill = waybillOf(story.group, ebpCode);
  story.happened({ fact: 'decided', ebpCode, clearance });
  // Its window is over: a later window of the parcel must not start from this waybill's record time.
  if (waybill && !waybill.spent) story.happened({ fact: 'spent', key: waybill.key });
  tellDecision(story, bundle, decided, clearance);
}

function clearanceOf(
  { order, payment, waybill, inventory, reference }: Bundle,
  { revision, at, judgement }: Decided,
  outcome: Outcome,
  found: Pick<Clearance, 'reasons'> & Partial<Pick<Clearance, 'invtNo' | 'tax' | 'quota' | 'inspection'>>,
): Clearance {
  const parcelId = joined(order.ebpCode, order.orderNo);
  const { reasons, invtNo, tax, quota, inspection } = found;
  // One flat literal, what does not apply undefined: this is on the hot path.
  return {
    clearanceId: joined(parcelId, revision),
    parcelId,
    revision,
    outcome,
    returnStatus: RETURN_STATUS[outcome],
    orderNo: order.orderNo,
    ebpCode: order.ebpCode,
    ebcCode: order.ebcCode,
    payCode: payment.payCode,
    payTransactionId: payment.payTransactionId,
    logisticsCode: waybill.logisticsCode,
    logisticsNo: waybill.logisticsNo,
    customsCode: present(inventory.customsCode) ? inventory.customsCode : undefined,
    emsNo: present(inventory.emsNo) ? inventory.emsNo : undefined,
    areaCode: present(inventory.areaCode) ? inventory.areaCode : undefined,
    invtNo,
    reasons,
    warnings: judgement.warnings,
    tax,
    quota,
    inspection,
    decidedAt: isoTime(at),
    ruleSet: reference.settings.version,
  };
}

/** customsCode + year + `I` + 9-digit serial (contract 14); an earlier revision's number is kept. */
function invtNoOf(story: Story, { order, inventory }: Bundle, deciding: Deciding, context: ParcelContext): string {
  const kept = parcelOf(story.group, order.ebpCode).invtNo;
  if (kept !== undefined) return kept;
  const series = `${inventory.customsCode ?? ''}${beijingYear(deciding.recordTime)}I`;
  return [series, String(context.nextSerial(series)).padStart(9, '0')].join('');
}

function annualLimit(dutiablePrice: string, { limit, usedBefore }: QuotaUse): Reason {
  const available = decimal(limit) - decimal(usedBefore);
  return reasonFor(
    'ANNUAL_LIMIT',
    {
      left: { document: 'inventory', field: 'dutiablePrice', value: dutiablePrice },
      right: { document: 'quota', field: 'available', value: formatMoney(available) },
      difference: formatMoney(decimal(dutiablePrice) - available),
    },
    "The buyer's yearly allowance does not suffice: the goods enter by general trade, or the buyer orders next year.",
  );
}

function stockShort({ lines }: Judgement, short: ShortItem[]): Reason[] {
  return short.map(({ itemRecordNo, qty, available }) => {
    const gnum = onlyLineOf(lines, itemRecordNo);
    return reasonFor(
      'STOCK_SHORT',
      {
        left: { document: 'inventory', field: 'qty', value: qty, ...(gnum !== undefined && { gnum }) },
        right: { document: 'book', field: 'available', value: available },
        difference: formatQuantity(decimal(qty) - decimal(available)),
      },
      `The warehouse books more stock of item ${itemRecordNo} in, or the platform cancels the line.`,
    );
  });
}

function giveQuotaBack(story: Story, { order }: Bundle, deciding: Deciding): void {
  const request = shortageGiveBack({
    parcelId: joined(order.ebpCode, order.orderNo),
    revision: deciding.revision,
    year: deciding.year,
    amount: deciding.judgement.dutiablePrice,
  });
  story.tell({ to: 'quota', key: deciding.buyerKey, message: request, at: deciding.at });
}
