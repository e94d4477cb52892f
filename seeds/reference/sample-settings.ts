import type { Settings } from '@sandan/domain';
import { syntheticIdNumber } from '../identity';

/** Buyers from this number on are kept for the annual-limit fault: nearly all of their year 2026 is used. */
export const FIRST_SPENT_BUYER = 20_000_000;
export const SPENT_BUYERS = 300;
export const SPENT_YEAR = 2026;

/** 25985.00 .. 25995.00 of 26000.00: what is left buys none of the sample's goods. */
function spentBuyer(at: number): Settings['openingQuota'][number] {
  return {
    buyerIdNumber: syntheticIdNumber(FIRST_SPENT_BUYER + at),
    year: SPENT_YEAR,
    used: `${25_985 + (at % 11)}.00`,
  };
}

export const SAMPLE_SETTINGS: Settings = {
  version: '2026-11-01',
  amountTolerance: '0.00',
  amountIdentity: 'refuse',
  matchWindowHours: 24,
  singleLimit: '5000.00',
  annualLimit: '26000.00',
  receipts: 'decisive',
  inspection: {
    daySeed: 'sample-day-seed-2026-11-11',
    rates: { advanced: 0.002, regular: 0.01, discredited: 0.05 },
    roster: Array.from({ length: 12 }, (_, at) => `inspector-${String(at + 1).padStart(2, '0')}`),
    riskRules: [
      { id: 'strong-spirits', when: { gcode: ['2208'] }, rate: 0.02 },
      { id: 'infant-formula-of-one-origin', when: { gcode: ['19011010'], country: ['306'] }, rate: 0.03 },
      { id: 'district-under-watch', when: { consigneeDistrict: ['410202'] }, rate: 0.015 },
    ],
  },
  openingQuota: Array.from({ length: SPENT_BUYERS }, (_, at) => spentBuyer(at)),
};
