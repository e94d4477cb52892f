import type { ReferenceData } from '@sandan/domain';
import {
  DECLARING_MERCHANT,
  FIRST_BOOK_ITEMS,
  HS_ROWS,
  MERCHANT,
  OTHER_DECLARING_MERCHANT,
  SECOND_BOOK_ITEMS,
  SUSPENDED_MERCHANT,
} from './base-goods';

/** Every scenario starts at midnight of the festival, Beijing time. ms since the epoch. */
export const START_MS = Date.parse('2026-11-11T00:00:00+08:00');
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The business time `at` ms after the start, as clearances write it. */
export function isoAt(at: number): string {
  return new Date(START_MS + at).toISOString();
}

/** ms between the start and a moment of Beijing time, for example `2027-01-01T00:00:00.000`. */
export function beijing(moment: string): number {
  return Date.parse(`${moment}+08:00`) - START_MS;
}

export const PLATFORM = '0000EBP001';
export const OTHER_PLATFORM = '0000EBP002';
export const PAYER = '0000PAY001';
export const OTHER_PAYER = '0000PAY002';
export const CARRIER = '0000LOG001';
export const OTHER_CARRIER = '0000LOG002';
export const AGENT = '0000AGT001';
export const WAREHOUSE = '0000WHS001';
export const OTHER_WAREHOUSE = '0000WHS002';
export const GUARANTOR = '0000GUA001';
export const FIRST_BOOK = 'T0000W000001';
export const SECOND_BOOK = 'T0000W000002';

type Enterprise = ReferenceData['enterprises'][number];
type Book = ReferenceData['books'][number];

function enterprise(code: string, name: string, role: string, changes: Partial<Enterprise> = {}): Enterprise {
  return { code, name, roles: [role], status: 'active', ...changes };
}

function book(emsNo: string, areaCode: string, areaName: string, items: Book['items']): Book {
  const customs = { customsCode: '4612', portCode: '4612', trafMode: 'Y' };
  return {
    emsNo,
    areaCode,
    areaName,
    ...customs,
    agentCode: AGENT,
    agentName: '锚地报关',
    assureCode: GUARANTOR,
    items,
  };
}

/** The reference of every scenario that does not change it: no draw, no opening quota, default limits. */
export const BASE_REFERENCE: ReferenceData = {
  enterprises: [
    enterprise(PLATFORM, '港湾商城', 'platform'),
    enterprise(OTHER_PLATFORM, '灯塔优选', 'platform'),
    enterprise(MERCHANT, '潮汐贸易', 'merchant', { declares: 'engine' }),
    enterprise(DECLARING_MERCHANT, '海风贸易', 'merchant', { declares: 'agent' }),
    enterprise(OTHER_DECLARING_MERCHANT, '礁石贸易', 'merchant', { declares: 'agent' }),
    enterprise(SUSPENDED_MERCHANT, '沉船贸易', 'merchant', { declares: 'engine', status: 'suspended' }),
    enterprise(PAYER, '灯塔支付', 'payment'),
    enterprise(OTHER_PAYER, '浮标支付', 'payment'),
    enterprise(CARRIER, '信风速运', 'logistics'),
    enterprise(OTHER_CARRIER, '洋流速运', 'logistics'),
    enterprise(AGENT, '锚地报关', 'agent'),
    enterprise(WAREHOUSE, '一号保税仓', 'warehouse'),
    enterprise(OTHER_WAREHOUSE, '二号保税仓', 'warehouse'),
    enterprise(GUARANTOR, '防波堤担保', 'guarantor'),
  ],
  books: [
    book(FIRST_BOOK, WAREHOUSE, '一号保税仓', FIRST_BOOK_ITEMS),
    book(SECOND_BOOK, OTHER_WAREHOUSE, '二号保税仓', SECOND_BOOK_ITEMS),
  ],
  hsRows: HS_ROWS,
  settings: {
    version: '2026-11-01',
    amountTolerance: '0.00',
    amountIdentity: 'refuse',
    matchWindowHours: 24,
    singleLimit: '5000.00',
    annualLimit: '26000.00',
    receipts: 'decisive',
    inspection: { daySeed: '', rates: { advanced: 0, regular: 0, discredited: 0 }, roster: [], riskRules: [] },
    openingQuota: [],
  },
};
