import type { Book, BookItem, Enterprise } from '@sandan/domain';
import { Prng } from '../prng';
import { EMPTY_BOOKS } from './empty-books';
import { MERCHANTS } from './sample-enterprises';
import { GOODS, type Goods } from './goods';
import { SAMPLE_HS_ROWS, type SampleHsRow } from './sample-rates';

/**
 * What an item is kept for: `normal` clears; `stockless` has stock 0; `unlisted` is off the positive list; `prohibited`
 * is forbidden; `costly` is over the single limit by itself; `unrated` too, and its duty rate is unknown.
 */
export type Shelf = 'normal' | 'stockless' | 'unlisted' | 'prohibited' | 'costly' | 'unrated';

/** One recorded item with what the books do not say of it: its merchant, its price and its tax. */
export interface CatalogueItem {
  shelf: Shelf;
  merchant: Enterprise;
  book: Book;
  recorded: BookItem;
  /** List price per declared unit, without tax. */
  priceFen: number;
  vatPermille: number;
  weightGrams: number;
}

const ITEMS_PER_MERCHANT = 10;
const NORMAL_PER_MERCHANT = 8;
const CATALOGUE_SEED = 1_210;
/** Stock that a day of two million parcels cannot use up. */
const AMPLE_STOCK = '5000000';
const COUNTRIES = [
  '116',
  '133',
  '301',
  '303',
  '304',
  '305',
  '306',
  '307',
  '309',
  '312',
  '331',
  '501',
  '502',
  '601',
  '609',
];

/** The two last items of each merchant, in turn over all merchants. */
const SPECIAL_SHELVES: readonly Shelf[] = [
  'stockless',
  'unlisted',
  'stockless',
  'costly',
  'stockless',
  'unrated',
  'stockless',
  'costly',
  'unlisted',
  'prohibited',
];

const hsRows = new Map(SAMPLE_HS_ROWS.map((row) => [row.hsCode, row]));

function hsRowOf(goods: Goods): SampleHsRow {
  const row = hsRows.get(goods.hsCode);
  if (!row) throw new Error(`goods of HS code ${goods.hsCode} have no row in the HS table`);
  return row;
}

const listed = GOODS.filter((goods) => hsRowOf(goods).positiveList === 'yes');
const goodsOf: Readonly<Record<Shelf, readonly Goods[]>> = {
  normal: listed,
  stockless: listed,
  unlisted: GOODS.filter((goods) => hsRowOf(goods).positiveList === 'no' && hsRowOf(goods).prohibited === 'no'),
  prohibited: GOODS.filter((goods) => hsRowOf(goods).prohibited === 'yes'),
  costly: listed.filter((goods) => ['4202210090', '2208902000', '9019101000', '8518210000'].includes(goods.hsCode)),
  unrated: listed.filter((goods) => hsRowOf(goods).mfnRate === ''),
};

/** A price ending in 9 CNY; costly and unrated goods lie between 5200 and 5899. */
function priceFenOf(shelf: Shelf, goods: Goods, random: Prng): number {
  if (shelf === 'costly' || shelf === 'unrated') return (5_200 + random.int(70) * 10 + 9) * 100;
  return (goods.priceMin + Math.floor(random.int(goods.priceMax - goods.priceMin + 1) / 10) * 10) * 100;
}

function weightGramsOf(goods: Goods, row: SampleHsRow): number {
  if (row.unit1 === '035') return Math.round(Number(goods.qty1PerUnit) * 1_000);
  return goods.qty2PerUnit === '' ? 400 : Math.round(Number(goods.qty2PerUnit) * 1_000);
}

/** EAN-13 of the range 2, which shops number for themselves: no real product carries it. */
function barCodeOf(merchantSerial: number, serial: number): string {
  const digits = `2${String(merchantSerial * 1_000 + serial).padStart(11, '0')}`;
  let sum = 0;
  for (let at = 0; at < 12; at += 1) sum += Number(digits.charAt(at)) * (at % 2 === 0 ? 1 : 3);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

interface Place {
  merchantSerial: number;
  /** 1 .. 10 within the merchant. */
  serial: number;
  shelf: Shelf;
  book: Book;
}

function recordedItem(place: Place, goods: Goods, row: SampleHsRow, random: Prng): BookItem {
  const { merchantSerial, serial, shelf, book } = place;
  return {
    itemRecordNo: String(book.items.length + 1),
    itemNo: `M${String(merchantSerial).padStart(2, '0')}-${String(serial).padStart(4, '0')}`,
    ebcCode: MERCHANTS[merchantSerial - 1]?.code ?? '',
    gcode: goods.hsCode,
    gname: `样例牌${goods.name}`,
    gmodel: goods.model,
    barCode: barCodeOf(merchantSerial, serial),
    country: random.pick(COUNTRIES),
    unit: goods.unit,
    unit1: row.unit1,
    qty1PerUnit: goods.qty1PerUnit,
    ...(row.unit2 !== '' && { unit2: row.unit2, qty2PerUnit: goods.qty2PerUnit }),
    stock: shelf === 'stockless' ? '0' : AMPLE_STOCK,
  };
}

function shelfOf(merchantSerial: number, serial: number): Shelf {
  if (serial <= NORMAL_PER_MERCHANT) return 'normal';
  const turn = (merchantSerial - 1) * (ITEMS_PER_MERCHANT - NORMAL_PER_MERCHANT) + serial - NORMAL_PER_MERCHANT - 1;
  return SPECIAL_SHELVES[turn % SPECIAL_SHELVES.length] as Shelf;
}

/** Every merchant uses one book; every third one a second, for half of its items. */
function bookOf(books: readonly Book[], merchantSerial: number, serial: number): Book {
  const first = (merchantSerial - 1) % books.length;
  const second = (first + 3) % books.length;
  return books[merchantSerial % 3 === 0 && serial % 2 === 0 ? second : first] as Book;
}

export interface Catalogue {
  books: Book[];
  items: CatalogueItem[];
}

/** The books with their 400 items. Pure: the same catalogue each time. */
export function sampleCatalogue(): Catalogue {
  const random = new Prng(CATALOGUE_SEED);
  const books = EMPTY_BOOKS.map((book): Book => ({ ...book, items: [] }));
  const items: CatalogueItem[] = [];
  MERCHANTS.forEach((merchant, at) => {
    for (let serial = 1; serial <= ITEMS_PER_MERCHANT; serial += 1) {
      const place = {
        merchantSerial: at + 1,
        serial,
        shelf: shelfOf(at + 1, serial),
        book: bookOf(books, at + 1, serial),
      };
      const goods = random.pick(goodsOf[place.shelf]);
      const row = hsRowOf(goods);
      const recorded = recordedItem(place, goods, row, random);
      place.book.items.push(recorded);
      items.push({
        shelf: place.shelf,
        merchant,
        book: place.book,
        recorded,
        priceFen: priceFenOf(place.shelf, goods, random),
        vatPermille: Math.round(Number(row.vatRate) * 1_000),
        weightGrams: weightGramsOf(goods, row),
      });
    }
  });
  return { books, items };
}
