import type { ReferenceData } from '@sandan/domain';

/** Each function gives a change of reference data; the data given in are never altered. */
export type ReferenceChange = (base: ReferenceData) => ReferenceData;

type Settings = ReferenceData['settings'];
type Enterprise = ReferenceData['enterprises'][number];
type Item = ReferenceData['books'][number]['items'][number];
type HsRow = ReferenceData['hsRows'][number];

export function changes(...steps: ReferenceChange[]): ReferenceChange {
  return (base) => steps.reduce((data, step) => step(data), base);
}

export function settings(changed: Partial<Settings>): ReferenceChange {
  return (base) => ({ ...base, settings: { ...base.settings, ...changed } });
}

export function inspection(changed: Partial<Settings['inspection']>): ReferenceChange {
  return (base) => settings({ inspection: { ...base.settings.inspection, ...changed } })(base);
}

export function enterprise(code: string, changed: Partial<Enterprise>): ReferenceChange {
  return (base) => ({
    ...base,
    enterprises: base.enterprises.map((one) => (one.code === code ? { ...one, ...changed } : one)),
  });
}

export function withoutEnterprises(...codes: string[]): ReferenceChange {
  return (base) => ({ ...base, enterprises: base.enterprises.filter((one) => !codes.includes(one.code)) });
}

/** Changes an item of whichever book holds it. */
export function item(recorded: Item, changed: Partial<Item>): ReferenceChange {
  return (base) => ({
    ...base,
    books: base.books.map((book) => ({
      ...book,
      items: book.items.map((one) =>
        one.itemNo === recorded.itemNo && one.ebcCode === recorded.ebcCode ? { ...one, ...changed } : one,
      ),
    })),
  });
}

/** An item stands in one more book. */
export function alsoIn(emsNo: string, recorded: Item): ReferenceChange {
  return (base) => ({
    ...base,
    books: base.books.map((book) => (book.emsNo === emsNo ? { ...book, items: [...book.items, recorded] } : book)),
  });
}

export function hsRow(hsCode: string, changed: Partial<HsRow>): ReferenceChange {
  return (base) => ({
    ...base,
    hsRows: base.hsRows.map((row) => (row.hsCode === hsCode ? { ...row, ...changed } : row)),
  });
}

/** Cuts a row in two: the first holds to `lastDay` (YYYY-MM-DD), the second, changed, from `nextDay`. */
export function hsRowFrom(hsCode: string, lastDay: string, nextDay: string, changed: Partial<HsRow>): ReferenceChange {
  return (base) => ({
    ...base,
    hsRows: base.hsRows.flatMap((row) =>
      row.hsCode === hsCode
        ? [
            { ...row, validTo: lastDay },
            { ...row, ...changed, validFrom: nextDay },
          ]
        : [row],
    ),
  });
}

export function openingQuota(buyerIdNumber: string, used: string, year = 2026): ReferenceChange {
  return settings({ openingQuota: [{ buyerIdNumber, year, used }] });
}
