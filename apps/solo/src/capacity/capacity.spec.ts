import { capacityFor, type ParcelCosts } from './capacity';

const COSTS: ParcelCosts = {
  measured: 'by hand',
  coreMicroseconds: { parcel: 700, ledger: 140, kafka: 70, mongod: 140 },
  storedBytes: 4_000,
  kafkaBytes: 10_000,
  storeNetworkBytes: 5_000,
};

describe('capacity', () => {
  it('follows from the busiest second and the cost of a parcel', () => {
    const found = capacityFor({ parcelsPerDay: 1_000_000, peakShare: 0.001, kafkaDays: 7 }, COSTS);
    expect(found.peakParcelsPerSecond).toBeCloseTo(1_000);
    expect(found.cores['parcel']).toBeCloseTo(1);
    expect(found.totalCores).toBe(2);
    expect([found.storedGbPerDay, found.kafkaGb, found.networkMbitPerSecond]).toEqual([4, 70, 200]);
  });

  it('asks for lanes in sixes, enough for every core of the busiest app', () => {
    const partitionsFor = (parcelsPerDay: number) =>
      capacityFor({ parcelsPerDay, peakShare: 0.001, kafkaDays: 7 }, COSTS).partitions;
    expect([1_000, 1_000_000, 3_500_000, 20_000_000].map(partitionsFor)).toEqual([6, 6, 12, 60]);
  });
});
