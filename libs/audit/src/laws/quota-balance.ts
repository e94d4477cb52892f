import { decimal, type Digest, formatMoney, type QuotaFact, quotaStage, type Reference } from '@sandan/domain';
import type { LawBook } from './law-book';
import type { KeyFacts } from './state-laws';

/** One line of a buyer's year, as it was set aside. */
export type BuyerLine = [lane: number, seq: number, buyer: string, fact: QuotaFact];

/** What a buyer had used of a year before the first line, CNY; undefined where it is not known. */
export type OpeningUse = (buyer: string, year: number) => bigint | undefined;

/** Openings by the settings, for whoever has the secret by which the store names its buyers. */
export function openingsOf({ settings }: Reference, digest: Digest): OpeningUse {
  const used = new Map<string, bigint>();
  for (const { buyerIdNumber, year, used: amount } of settings.openingQuota) {
    const key = `${digest.buyerKey(buyerIdNumber)} ${year}`;
    used.set(key, (used.get(key) ?? 0n) + decimal(amount));
  }
  return (buyer, year) => used.get(`${buyer} ${year}`) ?? 0n;
}

/** The lines of one piece by lane and buyer, as the facts of their states. */
export function buyerFacts(lines: readonly BuyerLine[]): Map<number, KeyFacts[]> {
  const byKey = new Map<string, KeyFacts>();
  const byLane = new Map<number, KeyFacts[]>();
  for (const [lane, seq, buyer, fact] of lines) {
    const name = `${lane} ${buyer}`;
    let facts = byKey.get(name);
    if (!facts) {
      facts = { stage: quotaStage, key: buyer, facts: [] };
      byKey.set(name, facts);
      const keys = byLane.get(lane);
      if (keys) keys.push(facts);
      else byLane.set(lane, [facts]);
    }
    facts.facts.push({ seq, fact });
  }
  return byLane;
}

/** Every buyer of one piece of the store: the lines of a year add up and stay within the limit. */
export function checkBuyers(
  lines: readonly BuyerLine[],
  book: LawBook,
  reference: Reference,
  opening: OpeningUse = () => undefined,
): void {
  const limit = decimal(reference.settings.annualLimit);
  const used = new Map<string, bigint>();
  for (const [, , buyer, fact] of lines) {
    const year = `${buyer} ${fact.year}`;
    const before = used.get(year) ?? opening(buyer, fact.year);
    if (!used.has(year)) book.checked('quota-balance');
    const what = lineFault(fact, before, limit);
    used.set(year, amountOf(fact.used) ?? before ?? 0n);
    if (what !== undefined) book.broken('quota-balance', `buyer ${year}, ${fact.parcelId}:${fact.revision}`, what);
  }
}

/** Undefined when it is no amount any more. */
function amountOf(text: string): bigint | undefined {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? decimal(text) : undefined;
}

function lineFault({ fact, amount, used }: QuotaFact, before: bigint | undefined, limit: bigint): string | undefined {
  const after = amountOf(used);
  if (after === undefined || amountOf(amount) === undefined) return 'its amounts cannot be read';
  const moved = fact === 'reserved' ? decimal(amount) : -decimal(amount);
  if (before !== undefined && before + moved !== after) {
    const sum = before + moved;
    const shown = sum < 0n ? `-${formatMoney(-sum)}` : formatMoney(sum);
    return `the lines before it and ${amount} give ${shown}, it says ${used}: a line is missing, changed or out of place`;
  }
  if (fact === 'reserved' && after > limit) return `${used} used, over the limit ${formatMoney(limit)}`;
  return undefined;
}
