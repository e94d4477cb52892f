import {
  bundleOf,
  type Clearance,
  decimal,
  type Digest,
  groupDueAt,
  judge,
  type Judgement,
  type ParcelFact,
  type ParcelGroup,
  parcelStage,
  parcelsOf,
  type Reference,
  statusOf,
  type Tax,
} from '@sandan/domain';
import { isDeepStrictEqual } from 'node:util';
import { differences } from '../chain/changed-fields';
import type { LawBook } from './law-book';
import type { NumberEvidence } from './number-evidence';

export interface Rules {
  /** The rules that hold now. */
  reference: Reference;
  /** The rules of a rule set, where they are known: a decision is judged by those it names. */
  ruleSet?: (version: string) => Reference | undefined;
  digest: Digest;
}

/** Follows a number through its facts and checks what its decisions say of themselves. */
export function checkParcels(number: NumberEvidence, book: LawBook, rules: Rules): ParcelGroup {
  let group = parcelStage.initial(number.orderNo);
  for (const { fact } of number.parcels) {
    const clearance = (fact as { clearance?: Clearance }).clearance;
    if (fact.fact === 'decided') checkJudgement(group, fact, book, rules);
    if (clearance) checkDecision(number, group, fact, clearance, book);
    group = parcelStage.evolve(group, fact);
  }
  checkWaiting(number, group, book, rules);
  return group;
}

/** What quota and stock were asked for is what the documents give, by the rules that the decision names. */
function checkJudgement(
  group: ParcelGroup,
  { ebpCode, clearance }: Extract<ParcelFact, { fact: 'decided' }>,
  book: LawBook,
  { reference: now, ruleSet, digest }: Rules,
): void {
  const deciding = parcelsOf(group).find((parcel) => parcel.ebpCode === ebpCode)?.deciding;
  const known = ruleSet ? ruleSet(clearance.ruleSet) : now;
  const reference = known?.settings.version === clearance.ruleSet ? known : undefined;
  if (!deciding || !reference) return;
  const subject = clearance.clearanceId;
  let judged: Judgement;
  try {
    judged = judge(bundleOf({ group }, ebpCode, deciding.recordTime, { reference, digest }), digest);
  } catch (error) {
    book.check('decisions', subject, `it cannot be judged again: ${(error as Error).message}`);
    return;
  }
  const changed = changedSince(judged, deciding.judgement);
  const what = changed.length === 0 ? undefined : `its documents give another: ${changed.slice(0, 4).join(', ')}`;
  book.check('decisions', subject, what);
}

function changedSince(judged: Judgement, stored: Judgement): string[] {
  const text = JSON.stringify(judged);
  if (text === JSON.stringify(stored)) return [];
  const again = JSON.parse(text) as Judgement;
  return isDeepStrictEqual(again, stored) ? [] : differences('', again, stored);
}

function checkDecision(
  { orderNo }: NumberEvidence,
  group: ParcelGroup,
  fact: ParcelFact,
  clearance: Clearance,
  book: LawBook,
): void {
  const ebpCode = (fact as { ebpCode: string }).ebpCode;
  const parcel = parcelsOf(group).find((one) => one.ebpCode === ebpCode);
  const revision = (parcel?.clearances.length ?? 0) + 1;
  const { clearanceId, revision: named, parcelId, invtNo, tax } = clearance;
  const fits = named === revision && parcelId === `${ebpCode}:${orderNo}` && clearanceId === `${parcelId}:${named}`;
  book.check('revisions', clearanceId, fits ? undefined : `it stands as revision ${revision} of ${ebpCode}:${orderNo}`);
  const kept = parcel?.invtNo;
  if (kept !== undefined && invtNo !== kept && fact.fact !== 'decided') {
    book.broken('numbers', clearanceId, `the parcel had ${kept}, here ${invtNo ?? 'none'}`);
  }
  if (tax) book.check('taxes', clearanceId, taxFault(tax));
}

const SUMMED = ['dutiablePrice', 'customsTax', 'valueAddedTax', 'consumptionTax'] as const;

function taxFault(tax: Tax): string | undefined {
  for (const name of SUMMED) {
    const sum = tax.lines.reduce((total, line) => total + signed(line[name]), 0n);
    if (sum !== signed(tax[name])) return `${name} ${tax[name]} is not the sum of its lines`;
  }
  const total = signed(tax.customsTax) + signed(tax.valueAddedTax) + signed(tax.consumptionTax);
  return total === signed(tax.total) ? undefined : `total ${tax.total} is not the sum of the taxes`;
}

/** A negative remainder of an apportionment stands (contract 14). */
function signed(text: string): bigint {
  return text.startsWith('-') ? -decimal(text.slice(1)) : decimal(text);
}

function checkWaiting(number: NumberEvidence, group: ParcelGroup, book: LawBook, { reference }: Rules): void {
  const dueAt = groupDueAt(group, reference);
  for (const parcel of parcelsOf(group)) {
    const status = statusOf(parcel);
    const stuck = status === 'OPEN' && dueAt === undefined;
    const held = Boolean(parcel.order ?? parcel.payment ?? parcel.inventory);
    const lost = status === 'EMPTY' && held;
    const subject = `${parcel.ebpCode}:${number.orderNo}`;
    book.check('waiting', subject, stuck || lost ? 'it has no clearance and waits for nothing' : undefined);
  }
  if (group.parked.length > 0 && !parcelsOf(group).some(({ deciding }) => deciding)) {
    book.broken('waiting', number.orderNo, 'a document is parked although nothing is being decided');
  }
}
