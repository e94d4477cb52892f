import {
  type Clearance,
  decimal,
  formatMoney,
  type QuotaFact,
  type QuotaState,
  type ReferenceData,
  type StockFact,
  type StockState,
  quantityEntries,
} from '@sandan/domain';
import { splitKey } from '@sandan/pipeline';
import type { ReadLane } from '../journals';
import type { Folded } from './journal-laws';

const ADMITTED = new Set(['RELEASED', 'INSPECTION', 'MANUAL_REVIEW']);

/** The ledgers of a run, and what they must agree with. */
interface Ledgers {
  lanes: readonly ReadLane[];
  states: Folded;
  /** The last clearance of every parcel. */
  current: readonly Clearance[];
  /** Parcels that were admitted at some time. */
  admitted: ReadonlySet<string>;
  reference: ReferenceData;
}

/** Contract 10.5: lines sum to balances, balances to parcels, and neither limit nor stock is passed. */
export function ledgerProblems(
  lanes: readonly ReadLane[],
  states: Folded,
  clearances: readonly Clearance[],
  reference: ReferenceData,
): string[] {
  const byRevision = clearances.toSorted((a, b) => a.revision - b.revision);
  const current = [...new Map(byRevision.map((clearance) => [clearance.parcelId, clearance])).values()];
  const admitted = new Set(byRevision.filter(({ outcome }) => ADMITTED.has(outcome)).map(({ parcelId }) => parcelId));
  const ledgers = { lanes, states, current, admitted, reference };
  return [...quotaProblems(ledgers), ...stockProblems(ledgers)];
}

function quotaProblems({ lanes, states, current, admitted, reference }: Ledgers): string[] {
  const byParcel = new Map<string, bigint>();
  const byYear = new Map<string, bigint>();
  for (const [, buyer, fact] of factsOf(lanes, 'quota')) {
    const { parcelId, year, amount, fact: kind } = fact as QuotaFact;
    const signed = kind === 'reserved' ? decimal(amount) : -decimal(amount);
    add(byParcel, parcelId, signed);
    add(byYear, `quota/${buyer} ${year}`, signed);
  }
  const limit = decimal(reference.settings.annualLimit);
  const counted = new Map(
    current
      .filter(({ parcelId, quota }) => quota && admitted.has(parcelId))
      .map(({ parcelId, quota }) => [parcelId, decimal(quota!.usedAfter) - decimal(quota!.usedBefore)]),
  );
  const balances = statesOf<QuotaState>(states, 'quota').flatMap(([key, { used }]) =>
    Object.entries(used).map(([year, amount]) => [`${key} ${year}`, decimal(amount)] as const),
  );
  return [
    ...differences('quota of', byParcel, counted),
    ...differences('quota lines of', byYear, new Map(balances)),
    ...balances
      .filter(([, used]) => used < 0n || used > limit)
      .map(([name, used]) => `${name} is ${formatMoney(used)}`),
  ];
}

function stockProblems({ lanes, states, current, admitted, reference }: Ledgers): string[] {
  const reservations = new Map<string, bigint>();
  const kept = new Map<string, bigint>();
  const reserved = new Map<string, bigint>();
  const reduced = new Map<string, bigint>();
  for (const [, emsNo, fact] of factsOf(lanes, 'stock')) {
    const { parcelId, items, fact: kind, from } = fact as StockFact;
    if (kind === 'reserved') add(reservations, parcelId, 1n);
    for (const { itemRecordNo, qty } of items) {
      const name = `stock/${emsNo} ${itemRecordNo}`;
      const pieces = decimal(qty);
      if (kind === 'reserved' || kind === 'reduced') add(kind === 'reserved' ? reserved : reduced, name, pieces);
      if (kind !== 'reserved') add(kind === 'returned' && from === 'reduced' ? reduced : reserved, name, -pieces);
      if (kind !== 'reduced') add(kept, parcelId, kind === 'reserved' ? pieces : -pieces);
    }
  }
  const givenUp = current.filter(({ outcome, quota }) => outcome === 'CANCELLED' || (outcome === 'RETURNED' && !quota));
  return [
    ...differences('reservations of', reservations, new Map([...admitted].map((parcelId) => [parcelId, 1n]))),
    ...balanceProblems({ states, reserved, reduced, reference }),
    ...[...kept].filter(([, pieces]) => pieces < 0n).map(([parcelId]) => `${parcelId} gave back more than it took`),
    ...givenUp
      .filter(({ parcelId }) => (kept.get(parcelId) ?? 0n) !== 0n)
      .map(({ parcelId, outcome }) => `${parcelId} is ${outcome} and keeps stock`),
  ];
}

interface Balances {
  states: Folded;
  reserved: ReadonlyMap<string, bigint>;
  reduced: ReadonlyMap<string, bigint>;
  reference: ReferenceData;
}

function balanceProblems({ states, reserved, reduced, reference: { books } }: Balances): string[] {
  const ledgers = statesOf<StockState>(states, 'stock');
  const balancesOf = (side: 'reserved' | 'reduced') =>
    new Map(
      ledgers.flatMap(([key, state]) =>
        quantityEntries(state[side]).map(([item, qty]): [string, bigint] => [`${key} ${item}`, decimal(qty)]),
      ),
    );
  const [held, left] = [balancesOf('reserved'), balancesOf('reduced')];
  const opening = books.flatMap(({ emsNo, items }) =>
    items.map(({ itemRecordNo, stock }) => [`stock/${emsNo} ${itemRecordNo}`, decimal(stock)] as const),
  );
  return [
    ...differences('reserved lines of', reserved, held),
    ...differences('reduced lines of', reduced, left),
    ...[...held, ...left].filter(([, qty]) => qty < 0n).map(([name]) => `${name} is below nothing`),
    ...opening
      .filter(([name, stock]) => (held.get(name) ?? 0n) + (left.get(name) ?? 0n) > stock)
      .map(([name]) => `${name} gave more than it had`),
  ];
}

function statesOf<State>(states: Folded, stage: string): [key: string, state: State][] {
  return [...states].filter(([key]) => splitKey(key).stage === stage) as [string, State][];
}

function factsOf(lanes: readonly ReadLane[], stage: string) {
  return lanes.flatMap(({ entries }) => entries.flatMap(({ facts }) => facts.filter(([name]) => name === stage)));
}

function add(sums: Map<string, bigint>, name: string, amount: bigint): void {
  sums.set(name, (sums.get(name) ?? 0n) + amount);
}

/** Names under which two sums are not equal; a missing one is 0. */
function differences(what: string, got: ReadonlyMap<string, bigint>, wanted: ReadonlyMap<string, bigint>): string[] {
  return [...new Set([...got.keys(), ...wanted.keys()])]
    .filter((name) => (got.get(name) ?? 0n) !== (wanted.get(name) ?? 0n))
    .map((name) => `${what} ${name}: ${got.get(name) ?? 0n} in the lines, ${wanted.get(name) ?? 0n} expected`);
}
