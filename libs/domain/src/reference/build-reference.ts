import type { Book, BookItem, Enterprise, HsRow, RecordedItem, Reference, Settings } from './reference';

/** Reference data as read from its folder, already checked. */
export interface ReferenceData {
  enterprises: Enterprise[];
  books: Book[];
  hsRows: HsRow[];
  settings: Settings;
}

export const DEFAULT_SETTINGS: Settings = {
  version: 'default',
  amountTolerance: '0.00',
  amountIdentity: 'refuse',
  matchWindowHours: 24,
  singleLimit: '5000.00',
  annualLimit: '26000.00',
  receipts: 'decisive',
  inspection: { daySeed: '', rates: { advanced: 0, regular: 0, discredited: 0 }, roster: [], riskRules: [] },
  openingQuota: [],
};

/** Indexes reference data for the rules. Pure: the same data gives the same answers. */
export function buildReference(data: ReferenceData): Reference {
  const enterprises = new Map(data.enterprises.map((enterprise) => [enterprise.code, enterprise]));
  const books = new Map(data.books.map((book) => [book.emsNo, book]));
  const byMerchantItem = new Map<string, RecordedItem[]>();
  const byRecordNo = new Map<string, Map<string, RecordedItem>>();
  for (const book of data.books) {
    const inBook = new Map<string, RecordedItem>();
    for (const item of book.items) {
      const recorded = { book, item };
      inBook.set(item.itemRecordNo, recorded);
      const key = merchantItemKey(item);
      const known = byMerchantItem.get(key);
      if (known) known.push(recorded);
      else byMerchantItem.set(key, [recorded]);
    }
    byRecordNo.set(book.emsNo, inBook);
  }
  const hs = new Map<string, HsRow[]>();
  for (const row of data.hsRows) hs.set(row.hsCode, [...(hs.get(row.hsCode) ?? []), row]);
  return {
    settings: data.settings,
    books,
    enterprise: (code) => enterprises.get(code),
    itemsOf: (ebcCode, itemNo) => byMerchantItem.get(merchantItemKey({ ebcCode, itemNo })) ?? [],
    recordedItem: (emsNo, itemRecordNo) => byRecordNo.get(emsNo)?.get(itemRecordNo),
    hsRow: (hsCode, day) => hs.get(hsCode)?.find((row) => holdsOn(row, day)),
  };
}

function merchantItemKey(item: Pick<BookItem, 'ebcCode' | 'itemNo'>): string {
  return `${item.ebcCode}\u0000${item.itemNo}`;
}

function holdsOn(row: HsRow, day: string): boolean {
  return (row.validFrom === '' || row.validFrom <= day) && (row.validTo === '' || day <= row.validTo);
}
