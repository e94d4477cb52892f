import type { TaxBill } from '../life/tax-bill';
import { billStatus, TaxMonths } from './tax-months';

const RELEASED = '2026-11-10T16:00:02.000Z';
const NOON = (day: string) => Date.parse(`${day}T12:00:00+08:00`);

function bill(changes: Partial<TaxBill> = {}): TaxBill {
  return {
    taxNo: '46122026I000000001_0',
    parcelId: 'P:1',
    invtNo: '46122026I000000001',
    agentCode: 'AGENT',
    assureCode: 'GUARANTOR',
    ebcCode: 'MERCHANT',
    customsTax: '0.00',
    valueAddedTax: '9.10',
    consumptionTax: '0.00',
    total: '9.10',
    releasedAt: RELEASED,
    ...changes,
  };
}

function months(...events: ['generated' | 'void', TaxBill][]): TaxMonths {
  const books = new TaxMonths();
  for (const [event, one] of events) books.add({ event, bill: one, at: 0, revision: 1 });
  return books;
}

describe('monthly summary bills', () => {
  it('hold what becomes payable in the month, by declarant', () => {
    const books = months(
      ['generated', bill()],
      ['generated', bill({ releasedAt: '2026-11-29T16:00:00.000Z' })],
      ['generated', bill({ releasedAt: '2026-12-01T16:00:00.000Z', total: '1.00', valueAddedTax: '1.00' })],
      ['generated', bill({ agentCode: 'BROKER' })],
    );
    expect(books.summaryBills(NOON('2026-12-12'))).toMatchObject([
      { agentCode: 'AGENT', month: '2026-12', bills: 2, total: '18.20', valueAddedTax: '18.20' },
      { agentCode: 'AGENT', month: '2027-01', bills: 1, total: '1.00' },
      { agentCode: 'BROKER', month: '2026-12', bills: 1, total: '9.10' },
    ]);
  });

  it('are payable from the 31st to the 45th day after the release, Beijing', () => {
    const books = months(['generated', bill()]);
    const statusOn = (day: string) => books.summaryBills(NOON(day))[0]?.status;
    expect(books.summaryBills(0)[0]).toMatchObject({ payableFrom: '2026-12-12', payableUntil: '2026-12-26' });
    expect(['2026-12-11', '2026-12-12', '2026-12-26', '2026-12-27'].map(statusOn)).toEqual([
      'open',
      'payable',
      'payable',
      'ended',
    ]);
  });

  it('lose a void bill and gain the one that takes its place', () => {
    const rest = bill({ taxNo: '46122026I000000001_1', valueAddedTax: '4.55', total: '4.55' });
    expect(months(['generated', bill()], ['void', bill()], ['generated', rest]).summaryBills(0)).toMatchObject([
      { bills: 1, total: '4.55' },
    ]);
    expect(months(['generated', bill()], ['void', bill()]).summaryBills(0)).toEqual([]);
  });
});

describe('the guarantee account', () => {
  it('is used until the 45th day is over, or the bill is void', () => {
    const books = months(['generated', bill()]);
    expect(books.guarantees(NOON('2026-12-26'))).toEqual([{ assureCode: 'GUARANTOR', used: '9.10' }]);
    expect(books.guarantees(NOON('2026-12-27'))).toEqual([{ assureCode: 'GUARANTOR', used: '0.00' }]);
    expect(months(['generated', bill()], ['void', bill()]).guarantees(0)).toEqual([
      { assureCode: 'GUARANTOR', used: '0.00' },
    ]);
  });
});

describe('the status of a bill', () => {
  it('turns from generated to summarised on its 31st day', () => {
    expect(billStatus(RELEASED, NOON('2026-12-11'))).toBe('1');
    expect(billStatus(RELEASED, NOON('2026-12-12'))).toBe('2');
  });
});
