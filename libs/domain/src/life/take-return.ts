import { storeDocument } from '../documents/stored-document';
import type { LineQuantity } from '../inventory/parcel-line';
import { decimal, formatMoney, formatQuantity } from '../money/decimal';
import type { Tax } from '../clear/parcel-tax';
import type { Clearance, QuotaUse } from '../parcel/clearance';
import type { Parcel } from '../parcel/parcel-group';
import type { ApplicationInput, FieldFault } from '../parcel/parcel-input';
import type { ParcelContext, Story } from '../parcel/story';
import { APPLICATION_CODES } from '../receipts/document-codes';
import { codedInfo, RELEASED, STORED } from '../receipts/return-info';
import { answerApplication, isFault, namedParcel } from './application';
import { billOf } from './bill-of';
import { giveQuotaBack } from './give-back';
import { APPLICATION_MOVES, lifeStateOf } from './life-table';
import { currentOf, nextClearance, releaseOf } from './next-clearance';
import { quantityOf, remainingTax } from './remaining-tax';
import { taxBill } from './tax-bill';
import { tellRevision } from './tell-revision';

const CODES = APPLICATION_CODES.return;
const DAY_MS = 86_400_000;
/** 公告2020年45号: to be applied for within 30 days of the release. */
export const RETURN_DAYS = 30;

/** CEB625, 退货申请: quota and tax of what comes back go down; stock waits for the arrival (contract 13). */
export function takeReturn(story: Story, input: ApplicationInput, context: ParcelContext): void {
  const lines = returnedLines(input.content);
  const verdict = verdictOf(story, input, lines, context);
  if (verdict.refused) {
    const { code, why } = verdict.refused;
    answerApplication(story, input, code, codedInfo(code, why), context);
    return;
  }
  accept(story, input, verdict.parcel, lines, context);
}

type Verdict = { refused: { code: string; why: string } } | { refused?: never; parcel: Parcel };

function verdictOf(story: Story, input: ApplicationInput, lines: LineQuantity[], context: ParcelContext): Verdict {
  const parcel = namedParcel(story.group, input.content);
  if (isFault(parcel)) return refuse(CODES.unknown, describe(parcel));
  if (parcel.returns?.some(({ guid }) => guid === input.content['guid'])) {
    return refuse(CODES.repeated, 'this return is accepted already; nothing to do');
  }
  const state = lifeStateOf(parcel);
  const release = releaseOf(parcel);
  if (APPLICATION_MOVES.return[state] !== 'accept' || !release || !parcel.admitted) {
    return refuse(CODES.state, `the parcel is ${state}; only released goods come back`);
  }
  if (context.now > Date.parse(release.decidedAt) + RETURN_DAYS * DAY_MS) {
    return refuse(CODES.state, `later than ${RETURN_DAYS} days after the release of ${release.decidedAt}`);
  }
  const wrong = lineFault(parcel, lines);
  return wrong === undefined ? { parcel } : refuse(CODES.lines, wrong);
}

function refuse(code: string, why: string): Verdict {
  return { refused: { code, why } };
}

function describe({ field, why }: FieldFault): string {
  return `${field}: ${why}`;
}

/** Each mention of a line, in the order sent. */
function returnedLines(content: ApplicationInput['content']): LineQuantity[] {
  const lines = content['lines'] as { gnum: number | string; qty: string | number }[];
  return lines.map(({ gnum, qty }) => ({ gnum: Number(gnum), qty: formatQuantity(decimal(qty)) }));
}

function lineFault({ admitted, returns = [] }: Parcel, lines: LineQuantity[]): string | undefined {
  const before = returns.flatMap((earlier) => earlier.lines);
  for (const { gnum } of lines) {
    const line = admitted!.lines.find((bought) => bought.gnum === gnum);
    if (!line) return `gnum ${gnum}: the parcel has no such line`;
    const returned = quantityOf(before, gnum) + quantityOf(lines, gnum);
    if (returned > decimal(line.qty)) {
      return `gnum ${gnum}: ${formatQuantity(returned)} returned in all, ${line.qty} bought`;
    }
  }
  return undefined;
}

function accept(
  story: Story,
  input: ApplicationInput,
  parcel: Parcel,
  lines: LineQuantity[],
  context: ParcelContext,
): void {
  const admitted = parcel.admitted!;
  const release = releaseOf(parcel)!;
  const current = currentOf(parcel);
  const before = (parcel.returns ?? []).flatMap((earlier) => earlier.lines);
  const tax = remainingTax(release.tax!, current.tax!, admitted.lines, before, lines);
  const back = formatMoney(decimal(current.tax!.dutiablePrice) - decimal(tax.dutiablePrice));
  const quota = loweredQuota(current, back);
  const clearance = nextClearance(parcel, { outcome: 'RETURNED', tax, quota }, context);
  const bill = billOf(parcel);
  const { guid, appTime } = input.content as { guid: string; appTime: string };
  const document = storeDocument(input.text, input.content, context.recordTime, appTime);
  const number = (parcel.returns?.length ?? 0) + 1;
  story.happened({
    fact: 'returned',
    ebpCode: parcel.ebpCode,
    document,
    guid,
    lines,
    clearance,
    at: context.now,
    ...(bill && { bill }),
    ...(owes(tax) && { newBill: taxBill(clearance, tax, admitted, release.decidedAt, number) }),
  });
  giveQuotaBack(story, admitted, back, clearance, context);
  answerApplication(story, input, '120', STORED, context, clearance.invtNo);
  answerApplication(story, input, '800', RELEASED, context, clearance.invtNo);
  tellRevision(story, clearance, context);
}

/** A parcel that came back whole owes nothing. */
function owes({ lines }: Tax): boolean {
  return lines.some((line) => decimal(line.dutiablePrice) !== 0n);
}

function loweredQuota({ quota }: Clearance, back: string): QuotaUse | undefined {
  return quota && { ...quota, usedAfter: formatMoney(decimal(quota.usedAfter) - decimal(back)) };
}
