import { dayRecords } from './day-run';
import { floodOfPlatform, hotBuyer, inTurns, isLoaded, lastTurns } from './shared-load';

const PLATFORM = '0000P00001';

describe('loads that some parcels share', () => {
  const day = dayRecords({ parcels: 40, seed: 1, curve: 'flat', faults: false });
  const orders = (records: typeof day): Record<string, string>[] =>
    records.filter(({ topic }) => topic === 'orders.v1').map(({ value }) => value as Record<string, string>);

  const turns = inTurns(day, 4);

  it('the turns are the day, in its order', () => {
    expect(turns.flat()).toEqual(day);
    expect(new Set(turns.slice(0, 3).map(({ length }) => length)).size).toBe(1);
  });

  it('one buyer owns every other parcel that is completed in a loaded turn, in each of its documents', () => {
    const { turns: loaded, others } = hotBuyer(turns);
    const completed = lastTurns(turns);
    const isHot = ({ key }: (typeof day)[number]): boolean =>
      !others.has(key ?? '') && isLoaded(completed.get(key ?? '')!);
    const records = loaded.flat();
    const buyers = records.filter(isHot).flatMap(({ value }) => {
      const { buyerIdNumber, payerIdNumber } = value as Record<string, string | undefined>;
      return [buyerIdNumber, payerIdNumber].filter((number) => number !== undefined);
    });
    expect(new Set(buyers).size).toBe(1);
    expect(others.size).toBe(20);
    expect(records.filter((record) => !isHot(record))).toEqual(day.filter((record) => !isHot(record)));
  });

  it('one platform sends each of its orders four times in the loaded turns, and has no parcel among the others', () => {
    const { turns: loaded, others } = floodOfPlatform(turns, PLATFORM);
    const ofPlatform = (list: typeof day): number => orders(list).filter(({ ebpCode }) => ebpCode === PLATFORM).length;
    expect(ofPlatform(day)).toBeGreaterThan(0);
    expect(loaded.map(ofPlatform)).toEqual(turns.map((list, turn) => (isLoaded(turn) ? 4 : 1) * ofPlatform(list)));
    expect(orders(day).filter(({ orderNo, ebpCode }) => others.has(orderNo!) && ebpCode === PLATFORM)).toEqual([]);
  });
});
