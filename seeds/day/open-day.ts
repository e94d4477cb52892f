import { createHmac } from 'node:crypto';
import { drawInspection, type DrawnParcel, type Enterprise, type Inspection } from '@sandan/domain';
import { Prng, mix32 } from '../prng';
import { MERCHANTS } from '../reference/sample-enterprises';
import { SAMPLE_SETTINGS } from '../reference/sample-settings';
import { assignBuyers } from './buyers';
import { type DayFault, dealFaults } from './day-fault';
import { type CheckedDay, type DayOptions, checkDayOptions } from './day-options';
import { type Market, sampleMarket } from './market';
import { type SerialSeries, serialSeries } from './serials';

/** A day's options with everything that is the same for all of its parcels. */
export interface OpenDay extends CheckedDay {
  seedWord: number;
  market: Market;
  /** Platforms that have not authenticated their buyers: buyer and payer must agree. */
  strictPlatforms: readonly Enterprise[];
  /** Reseeded for each parcel. */
  random: Prng;
  faultOf(index: number): DayFault;
  buyerOf(index: number): number;
  /** The inspection for which the engine draws a parcel, by the sample reference; undefined when it does not. */
  inspectionOf(parcel: Omit<DrawnParcel, 'reference'>): Inspection | undefined;
  orderNoOf: SerialSeries;
  waybillNoOf: SerialSeries;
  transactionOf: SerialSeries;
  /** `YYYYMMDDhhmmss` in Beijing of a moment on the day or in the weeks after it. */
  stampOf(atMs: number): string;
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const SECONDS_PER_DAY = 86_400;
/** No record is sent later after the day's midnight. */
const LIFE_DAYS = 60;

const twoDigits = (n: number): string => TWO_DIGITS[n] as string;

function stamps(day: CheckedDay): (atMs: number) => string {
  const dates = Array.from({ length: LIFE_DAYS }, (_, plus) =>
    new Date(Date.parse(`${day.day}T00:00:00Z`) + plus * SECONDS_PER_DAY * 1_000)
      .toISOString()
      .slice(0, 10)
      .replaceAll('-', ''),
  );
  return (atMs) => {
    const second = Math.floor((atMs - day.startMs) / 1_000);
    const date = dates[Math.floor(second / SECONDS_PER_DAY)] as string;
    const ofDay = second % SECONDS_PER_DAY;
    const minutes = Math.floor(ofDay / 60);
    return date + twoDigits(Math.floor(minutes / 60)) + twoDigits(minutes % 60) + twoDigits(ofDay % 60);
  };
}

function inspections(): OpenDay['inspectionOf'] {
  const merchants = new Map(MERCHANTS.map((merchant) => [merchant.code, merchant]));
  const reference = { settings: SAMPLE_SETTINGS, enterprise: (code: string) => merchants.get(code) };
  const hmacSha256 = (key: string, message: string) => createHmac('sha256', key).update(message).digest();
  return (parcel) => drawInspection({ ...parcel, reference }, { hmacSha256 });
}

/** @throws RangeError when an option is out of its range */
export function openDay(options: DayOptions): OpenDay {
  const day = checkDayOptions(options);
  const market = sampleMarket();
  const seedWord = mix32(mix32(day.seed) ^ Math.floor(day.startMs / 1_000));
  const prefix = day.day.slice(2).replaceAll('-', '');
  const orderSerial = serialSeries(387_420_489, seedWord);
  const waybillSerial = serialSeries(244_140_625, (seedWord ^ 0x5555) >>> 0);
  const transactionSerial = serialSeries(282_475_249, (seedWord ^ 0x3333) >>> 0);
  return {
    ...day,
    seedWord,
    market,
    strictPlatforms: market.platforms.filter((platform) => platform.authenticatesBuyers !== true),
    random: new Prng(seedWord),
    faultOf: dealFaults(day),
    buyerOf: assignBuyers(day),
    inspectionOf: inspections(),
    orderNoOf: (index) => prefix + orderSerial(index),
    waybillNoOf: (index) => `YD${prefix}${waybillSerial(index)}`,
    transactionOf: (index) => `20${prefix}${transactionSerial(index)}0001`,
    stampOf: stamps(day),
  };
}
