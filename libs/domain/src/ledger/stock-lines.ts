import type { Book } from '../reference/reference';
import type { StockFact } from '../stock/stock-stage';
import type { LedgerLine } from './ledger-line';

/** Accounts of an item: `available` in the book, `reserved` by parcels, `reduced` what left the warehouse. */
type StockAccount = 'opening' | 'available' | 'reserved' | 'reduced';

export function stockAccount(emsNo: string, itemRecordNo: string, account: StockAccount): string {
  return `${emsNo}/${itemRecordNo}/${account}`;
}

/** One line an item. */
export function stockLines(emsNo: string, fact: StockFact): LedgerLine[] {
  const { fact: event, items, parcelId, revision, by, at } = fact;
  const [from, to] = WAY[event];
  return items.map(({ itemRecordNo, qty }) => ({
    ledger: 'stock',
    at,
    event,
    debit: stockAccount(emsNo, itemRecordNo, to),
    credit: stockAccount(emsNo, itemRecordNo, event === 'returned' ? (fact.from ?? 'reduced') : from),
    amount: qty,
    parcelId,
    revision: by ?? revision,
  }));
}

const WAY: Readonly<Record<StockFact['fact'], readonly [from: StockAccount, to: StockAccount]>> = {
  reserved: ['available', 'reserved'],
  'given-back': ['reserved', 'available'],
  reduced: ['reserved', 'reduced'],
  returned: ['reduced', 'available'],
};

/** What a book begins with. */
export function openingStock({ emsNo, items }: Book): LedgerLine[] {
  return items.map(({ itemRecordNo, stock }) => ({
    ledger: 'stock',
    event: 'opening',
    debit: stockAccount(emsNo, itemRecordNo, 'available'),
    credit: stockAccount(emsNo, itemRecordNo, 'opening'),
    amount: stock,
  }));
}
