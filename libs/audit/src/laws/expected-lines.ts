import {
  type LineQuantity,
  type Clearance,
  type Deciding,
  type ParcelFact,
  decimal,
  formatMoney,
  formatQuantity,
} from '@sandan/domain';
import type { Placed } from './number-evidence';

/** A ledger line that a decision must have, as text: ledger, what happened, whose reservation, how much. */
export interface ExpectedLine {
  line: string;
  /** Where its decision stands. */
  lane: number;
  seq: number;
  /** Asked for before the decision (it must be there), or by it (it may still be on its way). */
  asked: 'before' | 'by';
}

export interface ExpectedLedgers {
  quota: ExpectedLine[];
  stock: ExpectedLine[];
  /** Lines that may be there already for a decision that is still being taken. */
  underway: { quota: string[]; stock: string[] };
}

interface Items {
  itemRecordNo: string;
  qty: string;
}

/** What the ledgers hold for the parcel since it was admitted. */
interface Held {
  revision: number;
  year: number;
  buyer: string;
  book: string;
  counted: bigint;
  lines: readonly { gnum: number; itemRecordNo: string; qty: string }[];
}

/** Derives the ledger lines of one parcel from its decisions. */
export function expectedLedgers(facts: readonly Placed<ParcelFact>[], ebpCode: string): ExpectedLedgers {
  const walk = new LedgerWalk();
  for (const { lane, seq, fact } of facts) {
    if ('ebpCode' in fact && fact.ebpCode === ebpCode) walk.take(fact, { lane, seq });
  }
  return walk.ledgers();
}

/** Rulings that give everything back (contract 13). */
const ENDING: ReadonlySet<string> = new Set(['refuse', 'return']);

class LedgerWalk {
  private readonly quota: ExpectedLine[] = [];
  private readonly stock: ExpectedLine[] = [];
  private deciding: Deciding | undefined;
  private held: Held | undefined;
  private left = false;

  take(fact: ParcelFact, place: { lane: number; seq: number }): void {
    switch (fact.fact) {
      case 'deciding':
        this.deciding = fact.deciding;
        return;
      case 'decided':
        return this.decided(fact.clearance, place);
      case 'cancelled':
        return this.giveBack(place);
      case 'returned':
        return this.lower(fact.clearance, place);
      case 'ruled':
        return ENDING.has(fact.ruling.ruling) ? this.giveBack(place) : undefined;
      case 'left':
        return this.leave(place);
      case 'arrived':
        return this.arrive(fact.lines, place);
    }
  }

  ledgers(): ExpectedLedgers {
    const { quota, stock, deciding } = this;
    if (!deciding) return { quota, stock, underway: { quota: [], stock: [] } };
    const held = heldOf(deciding);
    const underway = { quota: [quotaLine('reserved', held, held.counted)], stock: [stockLine('reserved', held)] };
    return { quota, stock, underway };
  }

  private decided({ revision, outcome, reasons }: Clearance, place: { lane: number; seq: number }): void {
    const deciding = this.deciding;
    this.deciding = undefined;
    if (!deciding || deciding.revision !== revision) return;
    if (outcome === 'REFUSED' && reasons.some(({ reason }) => reason === 'ANNUAL_LIMIT')) return;
    const held = heldOf(deciding);
    this.quota.push({ line: quotaLine('reserved', held, held.counted), ...place, asked: 'before' });
    if (outcome === 'REFUSED') {
      this.quota.push({ line: quotaLine('given-back', held, held.counted), ...place, asked: 'by' });
      return;
    }
    this.stock.push({ line: stockLine('reserved', held), ...place, asked: 'before' });
    this.held = held;
    this.left = false;
  }

  private giveBack(place: { lane: number; seq: number }): void {
    const { held } = this;
    if (!held) return;
    this.quota.push({ line: quotaLine('given-back', held, held.counted), ...place, asked: 'by' });
    this.stock.push({ line: stockLine('given-back', held), ...place, asked: 'by' });
    this.held = undefined;
  }

  private lower({ quota }: Clearance, place: { lane: number; seq: number }): void {
    const { held } = this;
    if (!held || !quota) return;
    const counted = decimal(quota.usedAfter) - decimal(quota.usedBefore);
    this.quota.push({ line: quotaLine('given-back', held, held.counted - counted), ...place, asked: 'by' });
    held.counted = counted;
  }

  private leave(place: { lane: number; seq: number }): void {
    if (!this.held) return;
    this.stock.push({ line: stockLine('reduced', this.held), ...place, asked: 'by' });
    this.left = true;
  }

  private arrive(pieces: readonly LineQuantity[], place: { lane: number; seq: number }): void {
    const { held } = this;
    if (!held) return;
    const lines = pieces.map(({ gnum, qty }) => {
      const line = held.lines.find((one) => one.gnum === gnum);
      return { gnum, itemRecordNo: line?.itemRecordNo ?? `gnum ${gnum}`, qty };
    });
    const from = this.left ? ' from reduced' : ' from reserved';
    this.stock.push({ line: stockLine('returned', { ...held, lines }) + from, ...place, asked: 'by' });
  }
}

function heldOf({ revision, year, buyerKey, emsNo, judgement }: Deciding): Held {
  const counted = decimal(judgement.dutiablePrice);
  return { revision, year, buyer: buyerKey, book: emsNo, counted, lines: judgement.lines };
}

function quotaLine(fact: string, { buyer, revision, year }: Held, amount: bigint): string {
  return quotaText(buyer, { fact, revision, year, amount: formatMoney(amount) });
}

function stockLine(fact: string, { book, revision, lines }: Held): string {
  return stockText(book, { fact, revision, items: lines });
}

/** "buyer: reserved 2026 100.00 (revision 1)". */
export function quotaText(
  buyer: string,
  { fact, revision, year, amount }: { fact: string; revision: number; year: number; amount: string },
): string {
  return `buyer ${buyer}: ${fact} ${amount} in ${year} (revision ${revision})`;
}

/** "book: reserved R1 2 (revision 1)", items in order and summed. */
export function stockText(
  book: string,
  { fact, revision, items, from }: { fact: string; revision: number; items: readonly Items[]; from?: string },
): string {
  const sums = new Map<string, bigint>();
  for (const { itemRecordNo, qty } of items) {
    sums.set(itemRecordNo, (sums.get(itemRecordNo) ?? 0n) + decimal(qty));
  }
  const texts = [...sums].map(([item, qty]) => `${item} × ${formatQuantity(qty)}`).sort();
  const source = fact === 'returned' && from !== undefined ? ` from ${from}` : '';
  return `book ${book}: ${fact} ${texts.join(', ')} (revision ${revision})${source}`;
}
