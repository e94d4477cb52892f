import { dayRecords } from './day-run';
import { floodOfPlatform, hotBuyer } from './shared-load';

const PLATFORM = '0000P00001';

describe('loads that some parcels share', () => {
  const day = dayRecords({ parcels: 40, seed: 1, curve: 'flat', faults: false });
  const orders = (records: typeof day): Record<string, string>[] =>
    records.filter(({ topic }) => topic === 'orders.v1').map(({ value }) => value as Record<string, string>);

  it('one buyer owns every other parcel, in each of its documents', () => {
    const { records, others } = hotBuyer(day);
    const owned = records.filter(({ key }) => !others.has(key ?? ''));
    const buyers = owned.flatMap(({ value }) => {
      const { buyerIdNumber, payerIdNumber } = value as Record<string, string | undefined>;
      return [buyerIdNumber, payerIdNumber].filter((number) => number !== undefined);
    });
    expect(new Set(buyers).size).toBe(1);
    expect(others.size).toBe(20);
    expect(records.filter(({ key }) => others.has(key ?? ''))).toEqual(day.filter(({ key }) => others.has(key ?? '')));
  });

  it('one platform sends each of its orders four times, and has no parcel among the others', () => {
    const { records, others } = floodOfPlatform(day, PLATFORM);
    const ofPlatform = (list: Record<string, string>[]): number =>
      list.filter(({ ebpCode }) => ebpCode === PLATFORM).length;
    expect(ofPlatform(orders(records))).toBe(4 * ofPlatform(orders(day)));
    expect(ofPlatform(orders(day))).toBeGreaterThan(0);
    expect(orders(day).filter(({ orderNo, ebpCode }) => others.has(orderNo!) && ebpCode === PLATFORM)).toEqual([]);
  });
});
