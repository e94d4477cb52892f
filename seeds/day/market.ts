import type { Enterprise } from '@sandan/domain';
import { type CatalogueItem, type Shelf, sampleCatalogue } from '../reference/catalogue';
import { AGENTS, CARRIERS, MERCHANTS, PAYERS, PLATFORMS, WAREHOUSES } from '../reference/sample-enterprises';

/** A merchant and its items that clear, by book (one list for each of its one or two books). */
export interface Seller {
  merchant: Enterprise;
  shelves: CatalogueItem[][];
}

/** Everybody and everything a generated parcel may choose from. */
export interface Market {
  platforms: readonly Enterprise[];
  payers: readonly Enterprise[];
  carriers: readonly Enterprise[];
  /** Active merchants, the popular ones first. */
  sellers: readonly Seller[];
  agentSellers: readonly Seller[];
  /** Merchants whose lines may lie in two books; the engine declares for them. */
  twoBookSellers: readonly Seller[];
  suspendedSellers: readonly Seller[];
  /** Items of active merchants by what they are kept for. */
  items: Readonly<Record<Shelf, readonly CatalogueItem[]>>;
  suspended: Record<'platform' | 'payer' | 'carrier' | 'agent' | 'warehouse', Enterprise>;
}

const active = (one: Enterprise): boolean => one.status === 'active';

function suspendedOf(enterprises: readonly Enterprise[]): Enterprise {
  const found = enterprises.find((one) => !active(one));
  if (!found) throw new Error('the sample reference has no suspended enterprise of this role');
  return found;
}

function sellerOf(merchant: Enterprise, items: readonly CatalogueItem[]): Seller {
  const byBook = new Map<string, CatalogueItem[]>();
  for (const item of items) {
    if (item.merchant.code !== merchant.code || item.shelf !== 'normal') continue;
    const shelf = byBook.get(item.book.emsNo) ?? [];
    byBook.set(item.book.emsNo, [...shelf, item]);
  }
  return { merchant, shelves: [...byBook.values()] };
}

function byShelf(items: readonly CatalogueItem[]): Market['items'] {
  const on = (shelf: Shelf) => items.filter((item) => item.shelf === shelf && active(item.merchant));
  return {
    normal: on('normal'),
    stockless: on('stockless'),
    unlisted: on('unlisted'),
    prohibited: on('prohibited'),
    costly: on('costly'),
    unrated: on('unrated'),
  };
}

export function sampleMarket(): Market {
  const { items } = sampleCatalogue();
  const everyone = MERCHANTS.map((merchant) => sellerOf(merchant, items));
  const sellers = everyone.filter((seller) => active(seller.merchant));
  return {
    platforms: PLATFORMS.filter(active),
    payers: PAYERS.filter(active),
    carriers: CARRIERS.filter(active),
    sellers: popularFirst(sellers),
    agentSellers: sellers.filter((seller) => seller.merchant.declares === 'agent'),
    twoBookSellers: sellers.filter((seller) => seller.merchant.declares !== 'agent' && seller.shelves.length > 1),
    suspendedSellers: everyone.filter((seller) => !active(seller.merchant)),
    items: byShelf(items),
    suspended: {
      platform: suspendedOf(PLATFORMS),
      payer: suspendedOf(PAYERS),
      carrier: suspendedOf(CARRIERS),
      agent: suspendedOf(AGENTS),
      warehouse: suspendedOf(WAREHOUSES),
    },
  };
}

/** Every seventh merchant in turn, so that popularity goes neither by book nor by who declares. */
function popularFirst(sellers: readonly Seller[]): Seller[] {
  return sellers.map((_, at) => sellers[(at * 7 + 5) % sellers.length] as Seller);
}
