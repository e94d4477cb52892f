import {
  type BillEvent,
  billLines,
  BillReader,
  type LedgerLine,
  openingStock,
  type ParcelFact,
  type QuotaFact,
  quotaLines,
  type Reference,
  type StockFact,
  stockLines,
} from '@sandan/domain';
import { type LaneStore, unpackFacts } from '@sandan/pipeline';

export type LedgerName = LedgerLine['ledger'];

export interface JournalReader {
  line(line: LedgerLine): void;
  bill?(bill: BillEvent): void;
}

/** Where a store's business clock stands, ms: of its furthest lane. */
export interface JournalEnd {
  clock: number;
}

/**
 * Every line of the books, read out of the journals of a store: first the openings of its books, then fact by fact, lane
 * by lane. Nothing is kept but which buyer's years have begun.
 */
export async function readJournalLines(
  store: LaneStore,
  reference: Reference,
  reader: JournalReader,
): Promise<JournalEnd> {
  for (const book of reference.books.values()) openingStock(book).forEach((line) => reader.line(line));
  const begun = new Set<string>();
  const bills = new BillReader();
  let clock = 0;
  for (const lane of await store.lanes()) {
    for await (const { facts, head } of store.entries(lane, 1)) {
      clock = Math.max(clock, head.clock);
      for (const [stage, key, fact] of unpackFacts(facts)) {
        for (const line of linesOf(stage, key, fact, begun)) reader.line(line);
        if (stage !== 'parcel') continue;
        for (const bill of bills.read(key, fact as ParcelFact)) {
          reader.bill?.(bill);
          billLines(bill).forEach((line) => reader.line(line));
        }
      }
    }
  }
  return { clock };
}

function linesOf(stage: string, key: string, fact: object, begun: Set<string>): LedgerLine[] {
  if (stage === 'stock') return stockLines(key, fact as StockFact);
  if (stage !== 'quota') return [];
  const quotaFact = fact as QuotaFact;
  const year = `${key}/${quotaFact.year}`;
  const lines = quotaLines(key, quotaFact, !begun.has(year));
  begun.add(year);
  return lines;
}
