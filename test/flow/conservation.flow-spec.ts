import { type EngineRun, runEngine } from '@sandan/testkit';
import { decimal } from '@sandan/domain';
import { MemoryLaneDisk, MemoryLaneStore } from '@sandan/pipeline';
import fc from 'fast-check';
import { DAY, START_MS } from '../../seeds/scenarios/base';
import { marketReference } from '../market/market';
import { arrivalArbitrary, messagesOf, timed } from '../market/market.arbitrary';
import { TWISTS } from '../market/parcel-plan';
import { holds } from '../market/property';
import { readLanes } from '../simulation/journals';
import { foldLane } from '../simulation/laws/journal-laws';
import { ledgerProblems } from '../simulation/laws/ledger-laws';

const REFERENCE = marketReference(8, '9000.00');
const RUNS = 100;

/** Two buyers and eight pieces an item: limits are reached in most runs. */
const arrivals = arrivalArbitrary({ twists: TWISTS, parcels: { min: 8, max: 24 }, buyers: 2, fenMax: 100_000 });

describe('money and goods', () => {
  const reasons = new Set<string>();
  const outcomes = new Set<string>();

  it('are conserved: lines sum to balances, balances to parcels, within limit and stock', async () => {
    await holds(
      fc.asyncProperty(arrivals, async (arrival) => {
        const disk = new MemoryLaneDisk();
        const store = new MemoryLaneStore(disk);
        const run = await runEngine(REFERENCE, timed(messagesOf(arrival), START_MS), {
          batch: 5,
          store,
          until: START_MS + 2 * DAY,
        });
        const lanes = readLanes(disk);
        const states = new Map(lanes.flatMap((lane) => [...foldLane(lane).states]));
        expect(ledgerProblems(lanes, states, run.clearances, REFERENCE)).toEqual([]);
        checkTaxes(run);
        for (const { outcome, reasons: list } of run.clearances) {
          outcomes.add(outcome);
          list.forEach(({ reason }) => reasons.add(reason));
        }
      }),
      RUNS,
    );
  });

  it('met both limits and most outcomes on the way', () => {
    expect([...reasons]).toEqual(expect.arrayContaining(['ANNUAL_LIMIT', 'STOCK_SHORT', 'RULING']));
    const met = ['CANCELLED', 'CLOSED', 'EXPIRED', 'INSPECTION', 'REFUSED', 'RELEASED', 'RETURNED'];
    expect([...outcomes]).toEqual(expect.arrayContaining(met));
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

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
