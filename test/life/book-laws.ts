import {
  Balances,
  buildReference,
  type Clearance,
  decimal,
  formatMoney,
  type Parcel,
  parcelsOf,
  type ParcelGroup,
  type QuotaState,
  quotaAccount,
  type ReferenceData,
  stockAccount,
  type StockState,
  TaxMonths,
  quantityEntries,
} from '@sandan/domain';
import { readJournalLines } from '../../apps/solo/src/ledger/journal-lines';
import type { PortOfLanes } from './port-of-lanes';

const FAR_BACK = 0;

/** The books say what the states say, every ledger adds up to 0, and what is owed is the tax of the parcels. */
export async function bookBreaks(
  { store }: PortOfLanes,
  data: ReferenceData,
  states: {
    groups: ReadonlyMap<string, ParcelGroup>;
    quota: ReadonlyMap<string, QuotaState>;
    stock: ReadonlyMap<string, StockState>;
  },
): Promise<string[]> {
  const balances = new Balances();
  const months = new TaxMonths();
  await readJournalLines(store, buildReference(data), {
    line: (line) => balances.add(line),
    bill: (bill) => months.add(bill),
  });
  const sum = balances.all().reduce((total, [, balance]) => total + balance, 0n);
  return [
    ...(sum === 0n ? [] : [`the books do not add up to 0 but to ${formatMoney(sum)}`]),
    ...[...states.quota].flatMap(([buyer, { used }]) =>
      Object.entries(used).flatMap(([year, amount]) =>
        differs(`quota of ${year}`, balances.of(quotaAccount(buyer, Number(year), 'used')), decimal(amount)),
      ),
    ),
    ...[...states.stock].flatMap(([emsNo, { reserved, reduced }]) => [
      ...quantityEntries(reserved).flatMap(([item, qty]) =>
        differs(`${item} reserved`, balances.of(stockAccount(emsNo, item, 'reserved')), decimal(qty)),
      ),
      ...quantityEntries(reduced).flatMap(([item, qty]) =>
        differs(`${item} reduced`, balances.of(stockAccount(emsNo, item, 'reduced')), decimal(qty)),
      ),
    ]),
    ...taxBreaks(balances, months, [...states.groups.values()].flatMap(parcelsOf)),
  ];
}

function taxBreaks(balances: Balances, months: TaxMonths, parcels: readonly Parcel[]): string[] {
  const owed = balances.all().filter(([account]) => account.endsWith('/owed'));
  const inBooks = owed.reduce((total, [, balance]) => total + balance, 0n);
  const summed = months.summaryBills(FAR_BACK).reduce((total, bill) => total + decimal(bill.total), 0n);
  const guaranteed = months.guarantees(FAR_BACK).reduce((total, { used }) => total + decimal(used), 0n);
  const ofParcels = parcels.reduce((total, parcel) => total + taxOf(parcel.clearances.at(-1)), 0n);
  return [
    ...differs('tax owed in the books', inBooks, ofParcels),
    ...differs('tax on summary bills', summed, ofParcels),
    ...differs('guarantees used', guaranteed, ofParcels),
  ];
}

/** Only a released parcel owes its tax. */
function taxOf(clearance: Clearance | undefined): bigint {
  const owes = ['RELEASED', 'CLOSED', 'RETURNED'].includes(clearance?.outcome ?? '');
  return owes ? decimal(clearance?.tax?.total) : 0n;
}

function differs(what: string, got: bigint, expected: bigint): string[] {
  return got === expected ? [] : [`${what}: ${formatMoney(got)} in the books, ${formatMoney(expected)} by the states`];
}
