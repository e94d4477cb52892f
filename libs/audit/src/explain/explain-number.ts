import {
  awaitedOf,
  bundleOf,
  type Clearance,
  contentOf,
  decimal,
  type Digest,
  drawAndRate,
  formatMoney,
  type ParcelFact,
  type ParcelGroup,
  parcelsOf,
  parcelStage,
  type QuotaFact,
  type Reference,
  ruleFindings,
  statusOf,
} from '@sandan/domain';
import type { LaneStore } from '@sandan/pipeline';
import type { ExplainedDecision, Explanation, StoryEvent } from './explanation';
import { findNumber, type Mention } from './find-number';
import { eventOf, mergeReceipts } from './story-events';
import { type RulingWords, summarySentence } from './summary-sentence';

export interface ExplainOptions {
  store: LaneStore;
  /** The rules that hold now. */
  reference: Reference;
  /** The rules of a rule set, where they are known. */
  ruleSet?: (version: string) => Reference | undefined;
  digest: Digest;
}

/**
 * Explains the parcel `ebpCode:orderNo`, or every parcel under a bare orderNo. Empty when the store knows nothing of it.
 */
export async function explainNumber(number: string, options: ExplainOptions): Promise<Explanation[]> {
  const whole = explain(number, await findNumber(options.store, number), options);
  const colon = number.indexOf(':');
  if (whole.length > 0 || colon < 0) return whole;
  const orderNo = number.slice(colon + 1);
  const found = explain(orderNo, await findNumber(options.store, orderNo), options);
  return found.filter(({ ebpCode }) => ebpCode === number.slice(0, colon));
}

function explain(orderNo: string, mentions: readonly Mention[], options: ExplainOptions): Explanation[] {
  const facts = mentions.flatMap((one) =>
    one.kind === 'fact' && one.stage === 'parcel' ? [one.fact as unknown as ParcelFact] : [],
  );
  const { group, decisions } = follow(orderNo, facts, quotaAsked(mentions), options);
  const { reference } = options;
  return parcelsOf(group).map((parcel) => {
    const { ebpCode } = parcel;
    const platformName = reference.enterprise(ebpCode)?.name;
    return {
      parcelId: `${ebpCode}:${orderNo}`,
      orderNo,
      ebpCode,
      ...(platformName !== undefined && { platformName }),
      status: statusOf(parcel),
      summary: summarySentence(group, parcel, reference, lastRuling(facts, ebpCode)),
      awaits: awaitedOf(group, parcel, reference),
      decisions: decisions.filter(({ clearanceId }) => clearanceId.startsWith(`${ebpCode}:${orderNo}:`)),
      timeline: timelineOf(mentions, `${ebpCode}:${orderNo}`, ebpCode),
    };
  });
}

/** Folds the facts and explains each decision on the state it was taken on. */
function follow(
  orderNo: string,
  facts: readonly ParcelFact[],
  quotas: QuotaAsked,
  options: ExplainOptions,
): { group: ParcelGroup; decisions: ExplainedDecision[] } {
  const decisions: ExplainedDecision[] = [];
  let group = parcelStage.initial(orderNo);
  let recordTime = 0;
  for (const fact of facts) {
    if ('document' in fact) recordTime = fact.document.recordTime;
    if ('clearance' in fact) decisions.push(explainedDecision(group, fact, { recordTime, quotas }, options));
    group = parcelStage.evolve(group, fact);
  }
  return { group, decisions };
}

function explainedDecision(
  group: ParcelGroup,
  fact: ParcelFact & { clearance: Clearance },
  { recordTime, quotas }: { recordTime: number; quotas: QuotaAsked },
  { reference, ruleSet, digest }: ExplainOptions,
): ExplainedDecision {
  const { clearance } = fact;
  const { clearanceId, revision, outcome, decidedAt, tax } = clearance;
  const decision = { clearanceId, revision, outcome, decidedAt, ruleSet: clearance.ruleSet, ...(tax && { tax }) };
  if (fact.fact !== 'decided' || outcome === 'EXPIRED') return { ...decision, rules: [] };
  const deciding = parcelsOf(group).find(({ ebpCode }) => ebpCode === fact.ebpCode)?.deciding;
  const rules = { reference: ruleSet?.(clearance.ruleSet) ?? reference, digest };
  const bundle = bundleOf({ group }, fact.ebpCode, deciding?.recordTime ?? recordTime, rules);
  const drawn = outcome === 'RELEASED' || outcome === 'INSPECTION';
  const inspector = clearance.inspection?.inspector;
  return {
    ...decision,
    // A decision that the stock refused names no quota, but it had been granted.
    rules: ruleFindings(bundle, { ...quotas(clearance, reference), ...clearance }),
    ...(drawn && { draw: { ...drawAndRate(bundle, digest), ...(inspector !== undefined && { inspector }) } }),
  };
}

/** The buyer's year as a decision found it, where its ledger line tells. */
type QuotaAsked = (clearance: Clearance, reference: Reference) => Pick<Clearance, 'quota'>;

function quotaAsked(mentions: readonly Mention[]): QuotaAsked {
  const lines = mentions.flatMap((one) =>
    one.kind === 'fact' && one.stage === 'quota' ? [one.fact as unknown as QuotaFact] : [],
  );
  return ({ parcelId, revision }, { settings }) => {
    const line = lines.find((one) => one.fact === 'reserved' && one.parcelId === parcelId && one.revision === revision);
    if (!line) return {};
    const usedBefore = formatMoney(decimal(line.used) - decimal(line.amount));
    return { quota: { year: line.year, limit: settings.annualLimit, usedBefore, usedAfter: line.used } };
  };
}

function lastRuling(facts: readonly ParcelFact[], ebpCode: string): RulingWords | undefined {
  const rulings = facts.flatMap((fact) => (fact.fact === 'ruled' && fact.ebpCode === ebpCode ? [fact] : []));
  const document = rulings.at(-1)?.document;
  return document && contentOf<RulingWords>(document);
}

function timelineOf(mentions: readonly Mention[], parcelId: string, ebpCode: string): StoryEvent[] {
  const events = mentions.filter((mention) => isOf(mention, parcelId, ebpCode)).flatMap((one) => eventOf(one) ?? []);
  return mergeReceipts(events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));
}

/** What carries no platform (a waybill, its receipts) belongs to whatever stands under the number. */
function isOf(mention: Mention, parcelId: string, ebpCode: string): boolean {
  const named = (mention.kind === 'fact' ? mention.fact : mention.value) as { ebpCode?: string; parcelId?: string };
  if (named.parcelId !== undefined) return named.parcelId === parcelId;
  return named.ebpCode === undefined || named.ebpCode === null || named.ebpCode === ebpCode;
}
