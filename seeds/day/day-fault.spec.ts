import { DAY_FAULTS, FAULT_NAMES, dealFaults, intendedOutcome } from './day-fault';
import { type DayOptions, checkDayOptions } from './day-options';
import { expectedMix } from './generate-day';

const OPTIONS: DayOptions = { parcels: 6_000, seed: 11, curve: 'flat' };

describe('the faults of a day', () => {
  it('come exactly as often as the table says in every 2000 parcels', () => {
    const faultOf = dealFaults(checkDayOptions(OPTIONS));
    for (const block of [0, 1, 2]) {
      const faults = Array.from({ length: 2_000 }, (_, at) => faultOf(block * 2_000 + at));
      for (const name of FAULT_NAMES) {
        expect([name, faults.filter((fault) => fault === name).length]).toEqual([name, DAY_FAULTS[name].per2000]);
      }
    }
  });

  it('leave 92 % of the parcels clean', () => {
    const mix = expectedMix(OPTIONS);
    expect(mix.clean).toBe(5_520);
    expect(Object.values(mix).reduce((sum, count) => sum + count, 0)).toBe(6_000);
  });

  it('come in another order with another seed and in another block', () => {
    const one = dealFaults(checkDayOptions(OPTIONS));
    const other = dealFaults(checkDayOptions({ ...OPTIONS, seed: 12 }));
    const row = (faultOf: typeof one, from: number) => Array.from({ length: 2_000 }, (_, at) => faultOf(from + at));
    expect(row(one, 0)).not.toEqual(row(other, 0));
    expect(row(one, 0)).not.toEqual(row(one, 2_000));
  });

  it('are none on a clean day', () => {
    expect(expectedMix({ ...OPTIONS, clean: true })).toEqual({ clean: 6_000 });
  });

  it('leave only parcels that are released when faults are switched off', () => {
    const mix = expectedMix({ ...OPTIONS, faults: false });
    expect(mix.duplicate).toBe(24);
    for (const fault of Object.keys(mix)) expect(intendedOutcome(fault as keyof typeof mix)).toBe('RELEASED');
  });
});

describe('the options of a day', () => {
  it.each<[string, Partial<DayOptions>]>([
    ['no parcels', { parcels: 0 }],
    ['a broken number of parcels', { parcels: 1.5 }],
    ['too many parcels', { parcels: 5_000_001 }],
    ['a seed that is no integer', { seed: 0.5 }],
    ['a day that does not exist', { day: '2026-02-30' }],
    ['a day with faults in a year whose quota nobody used up', { day: '2027-01-05' }],
    ['a day with faults whose waybills come in the next year', { day: '2026-12-31' }],
  ])('refuse %s', (_, change) => {
    expect(() => checkDayOptions({ ...OPTIONS, ...change })).toThrow(RangeError);
  });

  it('allow a clean day in any year', () => {
    expect(checkDayOptions({ ...OPTIONS, day: '2027-01-05', clean: true }).startMs).toBe(
      Date.parse('2027-01-05T00:00:00+08:00'),
    );
  });
});
