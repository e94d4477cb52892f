import { createHash } from 'node:crypto';
import { DAY_FAULTS } from './day-fault';
import type { DayOptions, DayRecord } from './day-options';
import { expectedMix, generateDay, type IntendedParcel } from './generate-day';

const MIXED: DayOptions = { parcels: 2_000, seed: 3, curve: 'normal' };
const START = Date.parse('2026-11-11T00:00:00+08:00');

function bytesOf(options: DayOptions): string {
  const hash = createHash('sha256');
  for (const record of generateDay(options)) hash.update(`${JSON.stringify(record)}\n`);
  return hash.digest('hex');
}

/** First records of parcels in each second. */
function ordersBySecond(options: DayOptions): number[] {
  const counts = new Array<number>(86_400).fill(0);
  const seen = new Set<string>();
  for (const { key, timestamp } of generateDay(options)) {
    if (seen.has(key)) continue;
    seen.add(key);
    const second = Math.floor((timestamp - START) / 1_000);
    counts[second] = (counts[second] ?? 0) + 1;
  }
  return counts;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe('a generated day', () => {
  const parcels: IntendedParcel[] = [];
  const records: DayRecord[] = [...generateDay(MIXED, (parcel) => parcels.push(parcel))];

  it('has the same bytes for the same options and others for another seed, day or curve', () => {
    const bytes = bytesOf({ ...MIXED, parcels: 300 });
    expect(bytesOf({ ...MIXED, parcels: 300 })).toBe(bytes);
    expect(bytesOf({ ...MIXED, parcels: 300, seed: 4 })).not.toBe(bytes);
    expect(bytesOf({ ...MIXED, parcels: 300, day: '2026-11-12' })).not.toBe(bytes);
    expect(bytesOf({ ...MIXED, parcels: 300, curve: 'peak' })).not.toBe(bytes);
  });

  it('is the same when two days are generated in turns', () => {
    const one = generateDay(MIXED);
    const other = generateDay({ ...MIXED, seed: 4 });
    for (const record of records.slice(0, 200)) {
      other.next();
      expect(one.next().value).toEqual(record);
    }
  });

  it('runs in the order of time, all orders within the day and the rest within three hours', () => {
    const times = records.map((record) => record.timestamp);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(records[0]?.timestamp).toBeGreaterThanOrEqual(START);
    expect(records.at(-1)?.timestamp).toBeLessThan(START + 27 * 3_600_000);
  });

  it('tells of each parcel once, with an order number of its own and the mix that was to be expected', () => {
    expect(new Set(parcels.map((parcel) => parcel.orderNo)).size).toBe(2_000);
    const mix = new Map<string, number>();
    for (const { fault } of parcels) mix.set(fault, (mix.get(fault) ?? 0) + 1);
    expect(Object.fromEntries(mix)).toEqual(expectedMix(MIXED));
  });

  it('keys every record by the order number in its value', () => {
    const readable = records.filter(({ value }) => typeof value !== 'string');
    expect(readable.filter(({ key, value }) => (value as { orderNo?: string }).orderNo !== key)).toEqual([]);
    expect(records.length - readable.length).toBe(DAY_FAULTS.unreadable.per2000);
  });

  it('never uses a transmission id twice', () => {
    const guids = records.flatMap(({ value }) => (typeof value === 'string' ? [] : [(value as { guid: string }).guid]));
    expect(new Set(guids).size).toBe(guids.length);
    const form = /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/;
    expect(guids.filter((guid) => !form.test(guid))).toEqual([]);
  });

  it('sends the order first, then the payment, then the waybill, then an agent merchant’s inventory', () => {
    const clean = generateDay({ ...MIXED, parcels: 400, clean: true });
    const topics = new Map<string, string[]>();
    for (const { key, topic } of clean) topics.set(key, [...(topics.get(key) ?? []), topic]);
    const ways = new Set([...topics.values()].map((way) => way.join(' ')));
    expect(ways).toEqual(
      new Set(['orders.v1 payments.v1 logistics.v1', 'orders.v1 payments.v1 logistics.v1 inventories.v1']),
    );
  });
});

describe('the curve of a day', () => {
  it('spreads a flat day evenly', () => {
    const counts = ordersBySecond({ parcels: 4_800, seed: 1, curve: 'flat', clean: true });
    for (let hour = 0; hour < 24; hour += 1) {
      expect(Math.abs(sum(counts.slice(hour * 3_600, (hour + 1) * 3_600)) - 200)).toBeLessThanOrEqual(1);
    }
  });

  it('has more orders at lunch and in the evening than before dawn on a normal day', () => {
    const counts = ordersBySecond({ parcels: 4_000, seed: 1, curve: 'normal', clean: true });
    const hour = (at: number): number => sum(counts.slice(at * 3_600, (at + 1) * 3_600));
    expect(hour(21)).toBeGreaterThan(10 * hour(4));
    expect(hour(12)).toBeGreaterThan(hour(10));
    expect(hour(12)).toBeGreaterThan(hour(15));
  });

  it('opens a peak day with a rush far over ten times the mean', () => {
    const parcels = 5_000;
    const counts = ordersBySecond({ parcels, seed: 1, curve: 'peak', clean: true });
    expect(sum(counts.slice(0, 3_600))).toBeGreaterThan(0.35 * parcels);
    expect(Math.max(...counts)).toBeGreaterThan((30 * parcels) / 86_400);
  });
});
