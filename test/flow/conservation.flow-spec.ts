import { type EngineRun, runEngine } from '@sandan/testkit';
import { type Clearance, decimal } from '@sandan/domain';
import { MemoryLaneStore } from '@sandan/pipeline';
import fc from 'fast-check';
import { DAY, START_MS } from '../../seeds/scenarios/base';
import { ledgerLines, takenByItem, usedByBuyer } from '../market/ledger-lines';
import { marketReference } from '../market/market';
import { arrivalArbitrary, messagesOf, timed } from '../market/market.arbitrary';
import { TWISTS } from '../market/parcel-plan';
import { holds } from '../market/property';

const STOCK = 8;
const LIMIT = '9000.00';
const REFERENCE = marketReference(STOCK, LIMIT);
const RUNS = 100;

/** Two buyers and eight pieces an item: limits are reached in most runs. */
const arrivals = arrivalArbitrary({ twists: TWISTS, parcels: { min: 8, max: 24 }, buyers: 2, fenMax: 100_000 });

describe('money and goods', () => {
  const reasons = new Set<string>();

  it('are conserved: lines sum to balances, balances to clearances, within limit and stock', async () => {
    await holds(
      fc.asyncProperty(arrivals, async (arrival) => {
        const sent = timed(messagesOf(arrival), START_MS);
        const store = new MemoryLaneStore();
        const run = await runEngine(REFERENCE, sent, { batch: 5, store, until: START_MS + 2 * DAY });
        const lines = await ledgerLines(store);
        const used = Object.values(usedByBuyer(lines)).map(decimal);
        const admitted = run.clearances.filter(({ quota, reasons: list }) => quota && !isOverLimit(list));
        expect(sum(used)).toBe(
          sum(admitted.map(({ quota }) => decimal(quota!.usedAfter) - decimal(quota!.usedBefore))),
        );
        expect(used.filter((amount) => amount > decimal(LIMIT) || amount < 0n)).toEqual([]);
        expect([...takenByItem(lines)].filter(([, qty]) => qty > decimal(STOCK))).toEqual([]);
        expect(balancesOf(lines.quota)).toEqual(usedByBuyer(lines));
        expect(new Set(lines.stock.map(lineId))).toEqual(new Set(admitted.map(({ clearanceId }) => clearanceId)));
        expect(lines.stock).toHaveLength(admitted.length);
        run.clearances.forEach((one) => one.reasons.forEach(({ reason }) => reasons.add(reason)));
        checkTaxes(run);
      }),
      RUNS,
    );
  });

  it('ran against both limits on the way', () => {
    expect([...reasons]).toEqual(expect.arrayContaining(['ANNUAL_LIMIT', 'STOCK_SHORT']));
  });
});

/** Taxes of a parcel are the sums of its lines; the lines' prices sum to the parcel's. */
function checkTaxes({ clearances }: EngineRun): void {
  for (const { tax } of clearances) {
    if (!tax) continue;
    for (const name of ['dutiablePrice', 'customsTax', 'valueAddedTax', 'consumptionTax'] as const) {
      expect(sum(tax.lines.map((line) => decimal(line[name])))).toBe(decimal(tax[name]));
    }
    const { customsTax, valueAddedTax, consumptionTax, total } = tax;
    expect(sum([customsTax, valueAddedTax, consumptionTax].map(decimal))).toBe(decimal(total));
  }
}

function isOverLimit(reasons: Clearance['reasons']): boolean {
  return reasons.some(({ reason }) => reason === 'ANNUAL_LIMIT');
}

/** The last balance that stands on a line of each buyer and year. */
function balancesOf(lines: readonly { buyer: string; year: number; used: string }[]): Record<string, string> {
  return Object.fromEntries(lines.map(({ buyer, year, used }) => [`${buyer} ${year}`, used]));
}

function lineId({ parcelId, revision }: { parcelId: string; revision: number }): string {
  return `${parcelId}:${revision}`;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
