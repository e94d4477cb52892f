import type { QuotaFact, StockFact } from '@sandan/domain';
import { type ExpectedLine, expectedLedgers, quotaText, stockText } from './expected-lines';
import type { LawBook } from './law-book';
import type { LedgerLine, NumberEvidence } from './number-evidence';
import type { Snapshot } from './snapshot';

/** Each decision of a number against the lines of its ledgers, both ways. */
export function checkLedgerLines(number: NumberEvidence, book: LawBook, snapshot: Snapshot): void {
  const platforms = new Set([
    ...number.parcels.flatMap(({ fact }) => ('ebpCode' in fact && fact.ebpCode !== null ? [fact.ebpCode] : [])),
    ...[...number.quota, ...number.stock].map(({ fact }) => platformOf(fact.parcelId)),
  ]);
  for (const ebpCode of platforms) {
    const parcelId = `${ebpCode}:${number.orderNo}`;
    const expected = expectedLedgers(number.parcels, ebpCode);
    const quota = number.quota.filter(({ fact }) => fact.parcelId === parcelId);
    const stock = number.stock.filter(({ fact }) => fact.parcelId === parcelId);
    const compare = new LineComparison(book, snapshot, parcelId, number.damaged);
    compare.ledger('quota-lines', 'quota', expected.quota, expected.underway.quota, quota.map(quotaLine));
    compare.ledger('stock-lines', 'stock', expected.stock, expected.underway.stock, stock.map(stockLine));
  }
}

type FoundLine = { line: string; lane: number; seq: number; ledger: string };

function quotaLine({ lane, seq, ledger, fact }: LedgerLine<QuotaFact>): FoundLine {
  return { line: quotaText(ledger, fact), lane, seq, ledger };
}

function stockLine({ lane, seq, ledger, fact }: LedgerLine<StockFact>): FoundLine {
  return { line: stockText(ledger, fact), lane, seq, ledger };
}

class LineComparison {
  constructor(
    private readonly book: LawBook,
    private readonly snapshot: Snapshot,
    private readonly parcelId: string,
    private readonly damaged: boolean,
  ) {}

  ledger(
    law: 'quota-lines' | 'stock-lines',
    stage: 'quota' | 'stock',
    expected: ExpectedLine[],
    allowed: string[],
    found: FoundLine[],
  ): void {
    const left = [...found];
    const open = [...allowed];
    this.book.checked(law, Math.max(expected.length, found.length));
    for (const { line, asked, ...place } of expected) {
      const at = left.findIndex((one) => one.line === line);
      if (at >= 0) left.splice(at, 1);
      else if (asked === 'by' && this.snapshot.underway(stage, keyOf(line), place)) this.snapshot.waits++;
      else this.book.broken(law, this.parcelId, `the line is missing: ${line}`);
    }
    for (const { line, lane, seq } of left) {
      const at = open.indexOf(line);
      if (at >= 0) open.splice(at, 1);
      else if (this.snapshot.isNew(lane, seq)) this.snapshot.waits++;
      else if (!this.damaged) this.book.broken(law, this.parcelId, `no decision asked for the line: ${line}`);
    }
  }
}

/** The ledger's key within the text of a line. */
function keyOf(line: string): string {
  return line.slice(line.indexOf(' ') + 1, line.indexOf(': '));
}

function platformOf(parcelId: string): string {
  return parcelId.slice(0, parcelId.indexOf(':'));
}
