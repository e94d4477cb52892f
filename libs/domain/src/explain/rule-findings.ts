import type { Bundle } from '../bundle/bundle';
import { CLEAR_RULES } from '../clear/clear-rules';
import { parcelDutiablePrice } from '../clear/dutiable-price';
import type { Evidence, Explained } from '../evidence';
import { takenItems, parcelLines } from '../inventory/parcel-line';
import { MATCH_RULES } from '../match/match-rules';
import { decimal, formatMoney } from '../money/decimal';
import type { Clearance } from '../parcel/clearance';
import { type Basis, type Reason, type ReasonName, REASONS } from '../reasons';

/** What one rule said of a parcel: the record's own result, with everything the rule looked at. */
export interface RuleFinding {
  rule: ReasonName;
  /** What the rule asks for, and what is wrong when it fails. */
  asks: string;
  text: string;
  basis: Basis;
  result: 'passed' | 'failed' | 'warned' | 'exempt' | 'not-asked';
  /** Why it is exempt, or was not asked. */
  why?: string;
  evidence: Evidence[];
  /** Its entries in the clearance. */
  reasons: Reason[];
}

/**
 * Every rule of contract 5 and 6 in order, on the bundle as it was decided. Results come from the clearance, since that
 * is what was told; values from the documents.
 */
export function ruleFindings(bundle: Bundle, clearance: Clearance): RuleFinding[] {
  const price = parcelDutiablePrice(bundle.inventory);
  const own = [
    ...MATCH_RULES.map((rule) => ownFinding(rule.reason, rule, bundle, clearance)),
    ...CLEAR_RULES.map((rule) => ownFinding(rule.reason, rule, { bundle, dutiablePrice: price }, clearance)),
  ];
  const failed = own.some(({ result }) => result === 'failed');
  return [...own, ...sharedFindings(bundle, clearance, failed), ...reviewFinding(clearance)];
}

function ownFinding<Subject>(
  rule: ReasonName,
  explained: Explained<Subject>,
  subject: Subject,
  { reasons, warnings }: Clearance,
): RuleFinding {
  const failures = reasons.filter(({ reason }) => reason === rule);
  const warned = warnings.filter(({ reason }) => reason === rule);
  const why = explained.exempt?.(subject);
  const passed = why === undefined ? 'passed' : 'exempt';
  return finding(rule, {
    result: failures.length > 0 ? 'failed' : warned.length > 0 ? 'warned' : passed,
    ...(why !== undefined && { why }),
    evidence: explained.evidence(subject),
    reasons: [...failures, ...warned],
  });
}

/** What several parcels share: the buyer's year, then the book's stock; each is asked only when all before agreed. */
function sharedFindings(bundle: Bundle, clearance: Clearance, failed: boolean): RuleFinding[] {
  const { reasons, quota } = clearance;
  const year = reasons.filter(({ reason }) => reason === 'ANNUAL_LIMIT');
  const stock = reasons.filter(({ reason }) => reason === 'STOCK_SHORT');
  const before = 'a rule before it had refused the parcel';
  if (failed) return [notAsked('ANNUAL_LIMIT', before), notAsked('STOCK_SHORT', before)];
  const ofYear = finding('ANNUAL_LIMIT', {
    result: year.length > 0 ? 'failed' : 'passed',
    evidence: quota ? [yearEvidence(bundle, quota)] : year.map(evidenceOf),
    reasons: year,
  });
  if (year.length > 0) return [ofYear, notAsked('STOCK_SHORT', before)];
  const items = takenItems(parcelLines(bundle.inventory)).map(({ itemRecordNo, qty }) => ({
    left: { document: 'inventory', field: `qty of item ${itemRecordNo}`, value: qty },
  }));
  const result = stock.length > 0 ? 'failed' : 'passed';
  return [
    ofYear,
    finding('STOCK_SHORT', { result, evidence: stock.length > 0 ? stock.map(evidenceOf) : items, reasons: stock }),
  ];
}

function yearEvidence(bundle: Bundle, { limit, usedBefore }: NonNullable<Clearance['quota']>): Evidence {
  const price = formatMoney(parcelDutiablePrice(bundle.inventory));
  const available = formatMoney(decimal(limit) - decimal(usedBefore));
  return {
    left: { document: 'inventory', field: 'dutiablePrice', value: price },
    right: { document: 'quota', field: 'available', value: available },
    relation: '≤',
  };
}

function reviewFinding({ reasons }: Clearance): RuleFinding[] {
  const unknown = reasons.filter(({ reason }) => reason === 'DUTY_RATE_UNKNOWN');
  if (unknown.length === 0) return [];
  return [finding('DUTY_RATE_UNKNOWN', { result: 'failed', evidence: unknown.map(evidenceOf), reasons: unknown })];
}

function evidenceOf({ left, right }: Reason): Evidence {
  return { left: left ?? { document: '', field: '' }, ...(right && { right, relation: '≤' }) };
}

function notAsked(rule: ReasonName, why: string): RuleFinding {
  return finding(rule, { result: 'not-asked', why, evidence: [], reasons: [] });
}

function finding(rule: ReasonName, found: Omit<RuleFinding, 'rule' | 'asks' | 'text' | 'basis'>): RuleFinding {
  const { asks, text, basis } = REASONS[rule];
  return { rule, asks, text, basis, ...found };
}
