import { Prng } from '../prng';
import type { CheckedDay } from './day-options';

/** WAITING: a document never comes, so the parcel waits and expires when its window ends. */
export type IntendedOutcome = 'RELEASED' | 'REFUSED' | 'MANUAL_REVIEW' | 'WAITING';

export interface FaultKind {
  /** How many of 2000 parcels of a mixed day. */
  per2000: number;
  /** RELEASED stands for INSPECTION too: the draw decides. */
  outcome: IntendedOutcome;
  /** All reasons of the clearance; empty unless it is refused or reviewed. */
  reasons: readonly string[];
}

const refused = (per2000: number, ...reasons: string[]): FaultKind => ({ per2000, outcome: 'REFUSED', reasons });
const waiting = (per2000: number): FaultKind => ({ per2000, outcome: 'WAITING', reasons: [] });
const harmless = (per2000: number): FaultKind => ({ per2000, outcome: 'RELEASED', reasons: [] });

export const DAY_FAULTS = {
  'amount-mismatch': refused(12, 'AMOUNT_MISMATCH'),
  'amount-identity': refused(5, 'AMOUNT_IDENTITY'),
  'payer-mismatch': refused(8, 'PAYER_MISMATCH'),
  'pay-company-mismatch': refused(3, 'PAY_COMPANY_MISMATCH'),
  'pay-transaction-mismatch': refused(4, 'PAY_TRANSACTION_MISMATCH'),
  'consignee-mismatch': refused(8, 'CONSIGNEE_MISMATCH'),
  'inventory-parties-mismatch': refused(2, 'INVENTORY_PARTIES_MISMATCH'),
  'inventory-waybill-mismatch': refused(3, 'INVENTORY_WAYBILL_MISMATCH'),
  'inventory-buyer-mismatch': refused(3, 'INVENTORY_BUYER_MISMATCH'),
  'inventory-phone-mismatch': refused(3, 'INVENTORY_PHONE_MISMATCH'),
  'inventory-line-count': refused(3, 'INVENTORY_LINE_COUNT'),
  'inventory-line-content': refused(4, 'INVENTORY_LINE_CONTENT'),
  'enterprise-not-admitted': refused(8, 'ENTERPRISE_NOT_ADMITTED'),
  'buyer-id-invalid': refused(6, 'BUYER_ID_INVALID'),
  'item-not-recorded': refused(6, 'ITEM_NOT_RECORDED'),
  'book-split': refused(4, 'BOOK_SPLIT'),
  'not-on-positive-list': refused(4, 'NOT_ON_POSITIVE_LIST'),
  // what is forbidden cannot stand on the positive list either
  'goods-prohibited': refused(2, 'NOT_ON_POSITIVE_LIST', 'GOODS_PROHIBITED'),
  'single-limit': refused(6, 'SINGLE_LIMIT'),
  'annual-limit': refused(6, 'ANNUAL_LIMIT'),
  'stock-short': refused(6, 'STOCK_SHORT'),
  'duty-rate-unknown': { per2000: 4, outcome: 'MANUAL_REVIEW', reasons: ['DUTY_RATE_UNKNOWN'] } as FaultKind,
  'full-rate': harmless(8),
  'missing-payment': waiting(6),
  'missing-waybill': waiting(8),
  'parameter-fault': waiting(6),
  duplicate: harmless(8),
  draft: harmless(4),
  amended: harmless(5),
  withdrawn: harmless(3),
  unreadable: harmless(1),
  'missing-key': harmless(1),
} as const satisfies Record<string, FaultKind>;

export type FaultName = keyof typeof DAY_FAULTS;
/** What is the matter with a parcel; `clean` = nothing. */
export type DayFault = 'clean' | FaultName;

export const FAULT_NAMES = Object.keys(DAY_FAULTS) as FaultName[];
const DECK_SIZE = 2_000;
/** Prime to 2000, so that stepping by one of them visits every card. */
const STRIDES = [1, 3, 7, 9, 11, 13, 17, 19, 21, 23, 27, 29, 31, 33, 37, 39];

export function intendedOutcome(fault: DayFault): IntendedOutcome {
  return fault === 'clean' ? 'RELEASED' : DAY_FAULTS[fault].outcome;
}

export function intendedReasons(fault: DayFault): readonly string[] {
  return fault === 'clean' ? [] : DAY_FAULTS[fault].reasons;
}

/**
 * Says what is the matter with parcel `index`. Each 2000 parcels hold every fault exactly as often as DAY_FAULTS says,
 * in another order: rates are exact, and a small day is a fair sample of a large one.
 */
export function dealFaults(day: CheckedDay): (index: number) => DayFault {
  const deck: DayFault[] = new Array<DayFault>(DECK_SIZE).fill('clean');
  let card = 0;
  if (!day.clean) {
    for (const name of FAULT_NAMES) {
      if (!day.faults && DAY_FAULTS[name].outcome !== 'RELEASED') continue;
      for (let copy = 0; copy < DAY_FAULTS[name].per2000; copy += 1) deck[card++] = name;
    }
  }
  new Prng(day.seed, DECK_SIZE).shuffle(deck);
  return (index) => {
    const block = Math.floor(index / DECK_SIZE);
    const stride = STRIDES[block % STRIDES.length] ?? 1;
    return deck[((index % DECK_SIZE) * stride + block * 613) % DECK_SIZE] as DayFault;
  };
}
