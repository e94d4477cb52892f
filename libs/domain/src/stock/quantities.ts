import { decimal, formatQuantity, type Scaled } from '../money/decimal';

/**
 * Quantities by item of a book, in declared units. Two levels of buckets: a book may hold ten thousand items, and a state
 * that is copied for each change of one of them would let its book wait for the copies. Plain values, so that a state
 * stays what can be stored.
 */
export type Quantities = Buckets<Buckets<Readonly<Record<string, string>>>>;

type Buckets<T> = Readonly<Record<number, T>>;

const WIDTH = 32;

export function quantityOf(quantities: Quantities | undefined, itemRecordNo: string): Scaled {
  const [outer, inner] = bucketsOf(itemRecordNo);
  return decimal(quantities?.[outer]?.[inner]?.[itemRecordNo]);
}

/** The quantities with `delta` added to one item; the former ones stay as they are. */
export function addQuantity(quantities: Quantities, itemRecordNo: string, delta: Scaled): Quantities {
  const [outer, inner] = bucketsOf(itemRecordNo);
  const items = quantities[outer]?.[inner];
  const changed = { ...items, [itemRecordNo]: formatQuantity(decimal(items?.[itemRecordNo]) + delta) };
  return withBucket(quantities, outer, withBucket(quantities[outer], inner, changed));
}

/** A copy, bucket by bucket: engines copy objects with numbered places slowly when asked for all of them at once. */
function withBucket<T>(buckets: Buckets<T> | undefined, place: number, bucket: T): Buckets<T> {
  const copy: Record<number, T> = {};
  for (let at = 0; at < WIDTH; at++) {
    const held = at === place ? bucket : buckets?.[at];
    if (held !== undefined) copy[at] = held;
  }
  return copy;
}

/** Every item with its quantity. */
export function quantityEntries(quantities: Quantities = {}): [itemRecordNo: string, quantity: string][] {
  return Object.values(quantities).flatMap((inner) => Object.values(inner).flatMap((items) => Object.entries(items)));
}

/** FNV-1a: items that are numbered one after the other fall into different buckets. */
function bucketsOf(itemRecordNo: string): [outer: number, inner: number] {
  let word = 0x811c9dc5;
  for (let place = 0; place < itemRecordNo.length; place++) {
    word = Math.imul(word ^ itemRecordNo.charCodeAt(place), 0x01000193);
  }
  const mixed = (word ^ (word >>> 16)) >>> 0;
  return [mixed % WIDTH, Math.floor(mixed / WIDTH) % WIDTH];
}
