import type { Book, Enterprise } from '@sandan/domain';
import type { CatalogueItem, Shelf } from '../reference/catalogue';
import type { Prng } from '../prng';
import type { DayFault } from './day-fault';
import type { Market, Seller } from './market';

export interface DraftLine {
  item: CatalogueItem;
  qty: number;
  /** Per declared unit. */
  priceFen: number;
}

/** What is bought, and of whom. */
export interface Goods {
  merchant: Enterprise;
  book: Book;
  lines: DraftLine[];
}

/** An ordinary parcel stays under this, so that freight and insurance never lift it over the single limit. */
const ORDINARY_MAX_FEN = 450_000;
/** What a line of a single-limit parcel costs at least; it has two of them. */
const HALF_OVER_LIMIT_FEN = 270_000;

/** Faults that lie in the goods: they begin with an item kept for them. */
const SPECIAL_SHELVES: Partial<Record<DayFault, Shelf>> = {
  'stock-short': 'stockless',
  'not-on-positive-list': 'unlisted',
  'goods-prohibited': 'prohibited',
  'full-rate': 'costly',
  'duty-rate-unknown': 'unrated',
};

function sellerFor(market: Market, random: Prng, fault: DayFault, variant: number): Seller {
  if (fault === 'book-split') return random.pick(market.twoBookSellers);
  if (fault.startsWith('inventory-')) return random.pick(market.agentSellers);
  if (fault === 'enterprise-not-admitted') {
    if (variant % 8 === 0) return random.pick(market.suspendedSellers);
    return random.pick(variant % 8 === 7 ? market.agentSellers : market.sellers);
  }
  return market.sellers[random.skewed(market.sellers.length)] as Seller;
}

/** List price, at times up to a tenth off. */
function salePriceFen(random: Prng, item: CatalogueItem): number {
  if (item.shelf === 'costly' || item.shelf === 'unrated') return item.priceFen;
  return random.int(3) === 0 ? item.priceFen - random.int(Math.floor(item.priceFen / 10)) : item.priceFen;
}

function drawLine(random: Prng, item: CatalogueItem, qty: number): DraftLine {
  return { item, qty, priceFen: salePriceFen(random, item) };
}

function quantity(random: Prng): number {
  const throwOfTen = random.int(10);
  return throwOfTen < 7 ? 1 : throwOfTen < 9 ? 2 : 3;
}

function lineCount(random: Prng, fault: DayFault): number {
  const throwOfTen = random.int(10);
  const drawn = throwOfTen < 6 ? 1 : throwOfTen < 9 ? 2 : 3;
  return fault === 'inventory-line-count' ? Math.max(2, drawn) : drawn;
}

function ordinaryLines(random: Prng, shelf: readonly CatalogueItem[], count: number): DraftLine[] {
  const first = random.skewed(shelf.length);
  const lines: DraftLine[] = [];
  let totalFen = 0;
  for (let at = 0; at < Math.min(count, shelf.length); at += 1) {
    const line = drawLine(random, shelf[(first + at) % shelf.length] as CatalogueItem, quantity(random));
    if (totalFen + line.qty * line.priceFen > ORDINARY_MAX_FEN) line.qty = 1;
    totalFen += line.qty * line.priceFen;
    lines.push(line);
  }
  return lines;
}

function overLimitLines(random: Prng, shelf: readonly CatalogueItem[]): DraftLine[] {
  return ordinaryLines(random, shelf, 2).map((line) => ({
    ...line,
    qty: Math.ceil(HALF_OVER_LIMIT_FEN / line.priceFen),
  }));
}

function splitLines(random: Prng, shelves: readonly (readonly CatalogueItem[])[]): DraftLine[] {
  return shelves.slice(0, 2).map((shelf) => drawLine(random, random.pick(shelf), 1));
}

export function drawGoods(market: Market, random: Prng, fault: DayFault, variant: number): Goods {
  const special = SPECIAL_SHELVES[fault];
  if (special) {
    const item = random.pick(market.items[special]);
    return { merchant: item.merchant, book: item.book, lines: [drawLine(random, item, 1)] };
  }
  const seller = sellerFor(market, random, fault, variant);
  const shelf = random.pick(seller.shelves);
  const book = (shelf[0] as CatalogueItem).book;
  const { merchant } = seller;
  if (fault === 'book-split') return { merchant, book, lines: splitLines(random, seller.shelves) };
  if (fault === 'single-limit') return { merchant, book, lines: overLimitLines(random, shelf) };
  return { merchant, book, lines: ordinaryLines(random, shelf, lineCount(random, fault)) };
}
