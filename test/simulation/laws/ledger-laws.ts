import {
  type Clearance,
  decimal,
  formatMoney,
  type QuotaFact,
  type QuotaState,
  type ReferenceData,
  type StockFact,
  type StockState,
} from '@sandan/domain';
import { splitKey } from '@sandan/pipeline';
import type { ReadLane } from '../journals';
import type { Folded } from './journal-laws';

const ADMITTED = new Set(['RELEASED', 'INSPECTION', 'MANUAL_REVIEW']);

/** Contract 10.5: lines sum to balances, balances to parcels, and neither limit nor stock is passed. */
export function ledgerProblems(
  lanes: readonly ReadLane[],
  states: Folded,
  clearances: readonly Clearance[],
  reference: ReferenceData,
): string[] {
  const admitted = clearances.filter(({ outcome }) => ADMITTED.has(outcome));
  return [...quotaProblems(lanes, states, admitted, reference), ...stockProblems(lanes, states, admitted, reference)];
}

function quotaProblems(
  lanes: readonly ReadLane[],
  states: Folded,
  admitted: readonly Clearance[],
  { settings }: ReferenceData,
): string[] {
  const byParcel = new Map<string, bigint>();
  const byYear = new Map<string, bigint>();
  for (const [, buyer, fact] of factsOf(lanes, 'quota')) {
    const { parcelId, revision, year, amount, fact: kind } = fact as QuotaFact;
    const signed = kind === 'reserved' ? decimal(amount) : -decimal(amount);
    add(byParcel, `${parcelId}:${revision}`, signed);
    add(byYear, `quota/${buyer} ${year}`, signed);
  }
  const limit = decimal(settings.annualLimit);
  const expected = new Map(
    admitted.map(({ clearanceId, quota }) => [clearanceId, decimal(quota?.usedAfter) - decimal(quota?.usedBefore)]),
  );
  const balances = [...states].flatMap(([key, state]) =>
    splitKey(key).stage === 'quota'
      ? Object.entries((state as QuotaState).used).map(([year, used]) => [`${key} ${year}`, decimal(used)] as const)
      : [],
  );
  return [
    ...differences('quota of', byParcel, expected),
    ...differences('quota lines of', byYear, new Map(balances)),
    ...balances
      .filter(([, used]) => used < 0n || used > limit)
      .map(([name, used]) => `${name} is ${formatMoney(used)}`),
  ];
}

function stockProblems(
  lanes: readonly ReadLane[],
  states: Folded,
  admitted: readonly Clearance[],
  { books }: ReferenceData,
): string[] {
  const parcels = new Map<string, bigint>();
  const byItem = new Map<string, bigint>();
  for (const [, emsNo, fact] of factsOf(lanes, 'stock')) {
    const { parcelId, revision, items } = fact as StockFact;
    add(parcels, `${parcelId}:${revision}`, 1n);
    for (const { itemRecordNo, qty } of items) add(byItem, `stock/${emsNo} ${itemRecordNo}`, decimal(qty));
  }
  const balances = [...states].flatMap(([key, state]) =>
    splitKey(key).stage === 'stock'
      ? Object.entries((state as StockState).reserved).map(([item, qty]) => [`${key} ${item}`, decimal(qty)] as const)
      : [],
  );
  const opening = new Map<string, bigint>(
    books.flatMap(({ emsNo, items }) =>
      items.map(({ itemRecordNo, stock }) => [`stock/${emsNo} ${itemRecordNo}`, decimal(stock)] as const),
    ),
  );
  return [
    ...differences('stock lines of', parcels, new Map(admitted.map(({ clearanceId }) => [clearanceId, 1n]))),
    ...differences('stock lines of', byItem, new Map(balances)),
    ...balances
      .filter(([name, qty]) => qty > (opening.get(name) ?? 0n))
      .map(([name]) => `${name} gave more than it had`),
  ];
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
