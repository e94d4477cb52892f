import type { ReferenceData } from '@sandan/domain';
import { syntheticAddress, syntheticIdNumber, syntheticName, syntheticTelephone } from '../../seeds/identity';
import { BASE_REFERENCE } from '../../seeds/scenarios';
import {
  type BookItem,
  CHOCOLATE,
  FRUIT_DRINK,
  HANDBAG,
  OLIVE_OIL,
  TOOTHPASTE,
  TOY,
  VACUUM,
  WHISKY,
  WINE,
} from '../../seeds/scenarios/base-goods';
import type { Person } from '../../seeds/scenarios/people';
import { changes, inspection, settings } from '../../seeds/scenarios/reference-changes';

/** Goods of the first book for whose merchant the engine declares; the last one has no known duty rate. */
export const GOODS: readonly BookItem[] = [CHOCOLATE, OLIVE_OIL, WINE, WHISKY, HANDBAG, VACUUM];
/** Goods whose merchant's agent declares. */
export const DECLARED_GOODS: readonly BookItem[] = [TOOTHPASTE, TOY];
export const OTHER_BOOK_ITEM: BookItem = FRUIT_DRINK;

export function buyerOf(number: number): Person {
  return {
    name: syntheticName(number),
    idNumber: syntheticIdNumber(number),
    telephone: syntheticTelephone(number),
    address: syntheticAddress(number),
  };
}

/**
 * The reference of a small port: every item has `stock` pieces, so that a few parcels already contend for them, and a
 * third of the parcels is drawn for inspection.
 */
export function marketReference(stock: number, annualLimit = '26000.00'): ReferenceData {
  const data = changes(
    settings({ annualLimit }),
    inspection({
      daySeed: 'market',
      rates: { advanced: 0.3, regular: 0.3, discredited: 0.3 },
      roster: ['officer-1', 'officer-2'],
    }),
  )(BASE_REFERENCE);
  const books = data.books.map((book) => ({
    ...book,
    items: book.items.map((item) => ({ ...item, stock: String(stock) })),
  }));
  return { ...data, books };
}
