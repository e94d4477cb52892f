import { type Clearance, decimal, formatMoney, type ParcelFact, type Reference, type Tax } from '@sandan/domain';
import type { JournalEntry } from '@sandan/pipeline';
import { type FlushReport, unpackFacts, unpackOutputs } from '@sandan/pipeline';

export type Counts = Record<string, number>;

const TAXES = ['dutiablePrice', 'customsTax', 'valueAddedTax', 'consumptionTax', 'total'] as const;
type TaxName = (typeof TAXES)[number];

/** CNY; of the parcels whose present clearance carries a tax. */
export type TaxTotals = Record<TaxName, string>;

export interface PlatformCount {
  code: string;
  name: string;
  parcels: number;
  released: number;
  refused: number;
}

/** Everything counted, as plain JSON. */
export interface TallyCounts {
  /** Journal entry up to which is counted. */
  seq: number;
  parcels: number;
  outcomes: Counts;
  reasons: Counts;
  /** By returnStatus. */
  receipts: Counts;
  /** By reason. */
  deadLetters: Counts;
  tax: TaxTotals;
  platforms: Record<string, { parcels: number; released: number; refused: number }>;
}

interface Happened {
  seq: number;
  facts: FlushReport['facts'];
  clearances: Clearance[];
  receipts: { returnStatus: string }[];
  deadLetters: string[];
}

/** Codes that are no registered enterprise are counted as one: a sender can make up any number of them. */
export const OTHER_PLATFORMS = 'other';

/**
 * Running totals of the engine, a fold of the journal: fed by each flush, and after a restart by the entries that no
 * flush told. Memory depends on the closed lists of names and on the registered enterprises only.
 */
export class Tally {
  private counts: TallyCounts = emptyCounts();
  private readonly tax: Record<TaxName, bigint> = zeroTaxes();

  constructor(
    private readonly reference: Reference,
    /** The clearance that a later revision took the place of. */
    private readonly previousOf: (clearance: Clearance) => Clearance | undefined,
  ) {}

  get seq(): number {
    return this.counts.seq;
  }

  get decided(): number {
    return Object.values(this.counts.outcomes).reduce((sum, count) => sum + count, 0);
  }

  restore(counts: TallyCounts): void {
    this.counts = { ...emptyCounts(), ...structuredClone(counts) };
    for (const name of TAXES) this.tax[name] = signedDecimal(counts.tax[name]);
  }

  flushed(report: FlushReport): void {
    const of = <T>(topic: string): T[] =>
      report.outward.filter((record) => record.topic === topic).map(({ value }) => value as T);
    this.add({
      seq: report.seq,
      facts: report.facts,
      clearances: of('clearances.v1'),
      receipts: of('receipts.v1'),
      deadLetters: report.deadLetters.map(({ reason }) => reason),
    });
  }

  /** An entry that was appended, but not told to this process. */
  replayed({ seq, facts, outputs }: JournalEntry): void {
    const told = unpackOutputs(outputs);
    const of = <T>(topic: string): T[] =>
      told.filter((record) => record.topic === topic).map(({ value }) => JSON.parse(String(value)) as T);
    this.add({
      seq,
      facts: unpackFacts(facts),
      clearances: of('clearances.v1'),
      receipts: of('receipts.v1'),
      deadLetters: told.flatMap(({ topic, headers }) =>
        topic === 'dead-letters.v1' ? (headers?.['reason'] ?? 'unknown') : [],
      ),
    });
  }

  total(): TallyCounts {
    return { ...structuredClone(this.counts), tax: taxTexts(this.tax) };
  }

  /** Platforms with the most parcels first. */
  busiestPlatforms(count: number): PlatformCount[] {
    return Object.entries(this.counts.platforms)
      .map(([code, counts]) => ({
        code,
        name: this.reference.enterprise(code)?.name ?? '未备案 unregistered',
        ...counts,
      }))
      .sort((a, b) => b.parcels - a.parcels || (a.code < b.code ? -1 : 1))
      .slice(0, count);
  }

  private add({ seq, facts, clearances, receipts, deadLetters }: Happened): void {
    const { counts } = this;
    if (seq <= counts.seq) return;
    counts.seq = seq;
    for (const [stage, , fact] of facts) if (stage === 'parcel') this.countParcel(fact as ParcelFact);
    for (const clearance of clearances) this.countClearance(clearance);
    for (const { returnStatus } of receipts) count(counts.receipts, returnStatus);
    for (const reason of deadLetters) count(counts.deadLetters, reason);
  }

  private countParcel(fact: ParcelFact): void {
    if (fact.fact !== 'taken' || !fact.first) return;
    this.counts.parcels++;
    this.platform(fact.ebpCode).parcels++;
  }

  private countClearance(clearance: Clearance): void {
    const { outcome, reasons, revision, tax, ebpCode } = clearance;
    count(this.counts.outcomes, outcome);
    for (const { reason } of reasons) count(this.counts.reasons, reason);
    if (outcome === 'RELEASED') this.platform(ebpCode).released++;
    if (outcome === 'REFUSED') this.platform(ebpCode).refused++;
    if (tax) this.addTax(tax, 1n);
    const before = revision > 1 ? this.previousOf(clearance)?.tax : undefined;
    if (before) this.addTax(before, -1n);
  }

  private addTax(tax: Tax, sign: bigint): void {
    for (const name of TAXES) this.tax[name] += sign * decimal(tax[name]);
  }

  private platform(ebpCode: string): TallyCounts['platforms'][string] {
    const code = this.reference.enterprise(ebpCode) ? ebpCode : OTHER_PLATFORMS;
    return (this.counts.platforms[code] ??= { parcels: 0, released: 0, refused: 0 });
  }
}

function emptyCounts(): TallyCounts {
  return {
    seq: 0,
    parcels: 0,
    outcomes: {},
    reasons: {},
    receipts: {},
    deadLetters: {},
    tax: taxTexts(zeroTaxes()),
    platforms: {},
  };
}

function count(counts: Counts, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function zeroTaxes(): Record<TaxName, bigint> {
  return { dutiablePrice: 0n, customsTax: 0n, valueAddedTax: 0n, consumptionTax: 0n, total: 0n };
}

function taxTexts(tax: Record<TaxName, bigint>): TaxTotals {
  return Object.fromEntries(TAXES.map((name) => [name, formatMoney(tax[name])])) as TaxTotals;
}

/** Between two entries of one flush a sum may dip below zero; wire decimals never do. */
function signedDecimal(text: string): bigint {
  return text.startsWith('-') ? -decimal(text.slice(1)) : decimal(text);
}
