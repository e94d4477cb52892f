import {
  decimal,
  type QuotaFact,
  type QuotaState,
  quotaStage,
  type StockFact,
  type StockState,
  stockStage,
  quantityEntries,
} from '@sandan/domain';
import { type LaneRef, type LaneStore, unpackFacts } from '@sandan/pipeline';

/** The two ledgers of a port, folded from the facts in the store. */
export interface Ledgers {
  /** One line a buyer: the parcels that count, and what they have used by year. Without its key, which is a secret's hash. */
  quota: string[];
  /** `emsNo` -> reserved and reduced by item. */
  stock: Record<string, Record<'reserved' | 'reduced', Readonly<Record<string, string>>>>;
}

export async function ledgersOf(store: LaneStore, lanes: readonly LaneRef[]): Promise<Ledgers> {
  const quota = new Map<string, { state: QuotaState; parcels: Map<string, bigint> }>();
  const stock = new Map<string, StockState>();
  for (const lane of lanes) {
    for await (const { facts } of store.entries(lane, 1)) {
      for (const [stage, key, fact] of unpackFacts(facts)) {
        if (stage === 'quota') countQuota(quota, key, fact as QuotaFact);
        if (stage === 'stock') stock.set(key, stockStage.evolve(stock.get(key) ?? { reserved: {} }, fact as StockFact));
      }
    }
  }
  return {
    quota: [...quota.values()]
      .map(({ state, parcels }) => `${[...parcels.keys()].sort().join()} ${show(state.used)}`)
      .sort(),
    stock: Object.fromEntries(
      [...stock].map(([emsNo, { reserved, reduced }]) => [
        emsNo,
        {
          reserved: Object.fromEntries(quantityEntries(reserved)),
          reduced: Object.fromEntries(quantityEntries(reduced)),
        },
      ]),
    ),
  };
}

/** Lanes of both ledgers where stages have lanes of their own. */
export function ledgerLanes(partitions: number): LaneRef[] {
  const numbers = Array.from({ length: partitions }, (_, lane) => lane);
  return ['quota', 'stock'].flatMap((stage) => numbers.map((lane) => ({ stage, lane })));
}

function countQuota(
  ledgers: Map<string, { state: QuotaState; parcels: Map<string, bigint> }>,
  key: string,
  fact: QuotaFact,
): void {
  const ledger = ledgers.get(key) ?? { state: { used: {} }, parcels: new Map<string, bigint>() };
  const parcel = `${fact.parcelId}:${fact.revision}`;
  const counted = ledger.parcels.get(parcel);
  if (fact.fact === 'reserved') {
    if (counted !== undefined) throw new Error(`${parcel} was counted twice`);
    ledger.parcels.set(parcel, decimal(fact.amount));
  } else {
    // A return gives a part back; a parcel that counts nothing any more is taken off.
    const left = (counted ?? 0n) - decimal(fact.amount);
    if (left < 0n) throw new Error(`${parcel} gave back more than it counted`);
    if (left > 0n) ledger.parcels.set(parcel, left);
    else ledger.parcels.delete(parcel);
  }
  ledgers.set(key, { state: quotaStage.evolve(ledger.state, fact), parcels: ledger.parcels });
}

function show(used: Readonly<Record<string, string>>): string {
  return Object.entries(used)
    .sort()
    .map(([year, amount]) => `${year}=${amount}`)
    .join();
}
