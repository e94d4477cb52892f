import { formatQuantity } from '../money/decimal';
import { addQuantity, type Quantities, quantityEntries, quantityOf } from './quantities';

const ONE = 100_000n;
const items = Array.from({ length: 10_000 }, (_, number) => `R${String(number).padStart(6, '0')}`);

/** Objects of a tree that another one does not share. */
function unshared(tree: Quantities, other: Quantities): number {
  let entries = 0;
  for (const [outer, inner] of Object.entries(tree)) {
    if (inner === other[Number(outer)]) continue;
    for (const [bucket, held] of Object.entries(inner as Quantities[number])) {
      if (held !== other[Number(outer)]?.[Number(bucket)]) entries += Object.keys(held as object).length;
    }
  }
  return entries;
}

describe('quantities of a book', () => {
  const full = items.reduce((all, item, place) => addQuantity(all, item, BigInt(place) * ONE), {} as Quantities);

  it('are found again for each of ten thousand items', () => {
    expect(items.filter((item, place) => quantityOf(full, item) !== BigInt(place) * ONE)).toEqual([]);
    const entries = new Map(quantityEntries(full));
    expect(entries.size).toBe(items.length);
    expect(entries.get('R000042')).toBe(formatQuantity(42n * ONE));
  });

  it('are nothing for an item that was never moved', () => {
    expect(quantityOf(full, 'R999999')).toBe(0n);
    expect(quantityOf(undefined, 'R000001')).toBe(0n);
    expect(quantityEntries()).toEqual([]);
  });

  it('leave the former quantities as they were', () => {
    const before = JSON.stringify(full);
    expect(quantityOf(addQuantity(full, 'R000042', -ONE), 'R000042')).toBe(41n * ONE);
    expect(JSON.stringify(full)).toBe(before);
  });

  it('are copied in small part by a change, however many items there are', () => {
    const most = Math.max(...items.slice(0, 500).map((item) => unshared(addQuantity(full, item, ONE), full)));
    expect(most).toBeLessThan(40);
  });

  it('come back from their JSON', () => {
    expect(quantityOf(JSON.parse(JSON.stringify(full)) as Quantities, 'R004711')).toBe(4711n * ONE);
  });
});
