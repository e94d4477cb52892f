import { FIRST_SPENT_BUYER } from '../reference/sample-settings';
import { assignBuyers } from './buyers';
import { checkDayOptions } from './day-options';

function parcelsByBuyer(parcels: number, day = '2026-11-11'): Map<number, number> {
  const buyerOf = assignBuyers(checkDayOptions({ parcels, seed: 1, curve: 'flat', day }));
  const counts = new Map<number, number>();
  for (let index = 0; index < parcels; index += 1) {
    const buyer = buyerOf(index);
    counts.set(buyer, (counts.get(buyer) ?? 0) + 1);
  }
  return counts;
}

describe('the buyers of a day', () => {
  it('buy one to four parcels each, whatever the size of the day', () => {
    for (const parcels of [1, 2, 3, 5, 8, 11, 16, 20, 37, 100, 999, 10_000]) {
      expect(Math.max(...parcelsByBuyer(parcels).values())).toBeLessThanOrEqual(4);
    }
  });

  it('come back in part', () => {
    const counts = [...parcelsByBuyer(10_000).values()];
    expect(counts.filter((count) => count > 1).length).toBeGreaterThan(1_000);
    expect(counts.filter((count) => count === 1).length).toBeGreaterThan(4_000);
  });

  it('are other people on the next day and never those whose year is spent', () => {
    const today = parcelsByBuyer(5_000);
    const tomorrow = parcelsByBuyer(5_000, '2026-11-12');
    expect([...tomorrow.keys()].filter((buyer) => today.has(buyer))).toEqual([]);
    expect(Math.max(...today.keys(), ...tomorrow.keys())).toBeLessThan(FIRST_SPENT_BUYER);
  });
});
