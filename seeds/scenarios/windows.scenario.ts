import { DAY, HOUR, SECOND, isoAt } from './base';
import type { Deal } from './documents';
import { UNMATCHED_RECEIPTS, expired, receiptsOf, refused, released, type Statuses } from './expectations';
import {
  bundleAt,
  dealOf,
  declaredBundleAt,
  declaredDealOf,
  inventoryAt,
  orderAt,
  paymentAt,
  waybillAt,
} from './records';
import { settings } from './reference-changes';
import type { ExpectedClearance, Scenario, ScenarioRecord } from './scenario';

const OTHER = dealOf({ orderNo: 'HM-0002', payTransactionId: 'TXN-0002', logisticsNo: 'WB-0002' });

/** One parcel whose first document came at 0 and that is told at 24 h what it misses. */
function expires(
  name: string,
  about: string,
  records: ScenarioRecord[],
  missing: string[],
  statuses: Statuses,
): Scenario {
  return {
    name,
    about,
    records,
    until: DAY + HOUR,
    expect: {
      clearances: [expired(missing, { decidedAt: isoAt(DAY) })],
      receipts: receiptsOf({ order: [], payment: [], waybill: [], inventory: [], ...statuses }),
      notices: [],
      waiting: 0,
    },
  };
}

const EXPIRIES: Scenario[] = [
  expires(
    'expires-without-payment',
    'Order and waybill waited a day for the payment.',
    [orderAt(0), waybillAt(SECOND)],
    ['payment'],
    { order: ['100'], waybill: ['100'] },
  ),
  expires(
    'expires-without-waybill',
    'Order and payment waited a day for the waybill.',
    [orderAt(0), paymentAt(SECOND)],
    ['waybill'],
    { order: ['100'], payment: ['100'] },
  ),
  expires(
    'expires-without-inventory',
    'An agent-declared parcel waited a day for its inventory.',
    declaredBundleAt(0).slice(0, 3),
    ['inventory'],
    { order: ['100'], payment: ['100'], waybill: ['100'] },
  ),
  expires('expires-with-the-order-alone', 'Payment and waybill never came.', [orderAt(0)], ['payment', 'waybill'], {
    order: ['100'],
  }),
  expires(
    'expires-with-a-declared-order-alone',
    'Payment, waybill and inventory never came.',
    [orderAt(0, declaredDealOf())],
    ['payment', 'waybill', 'inventory'],
    { order: ['100'] },
  ),
  expires('expires-with-the-payment-alone', 'Nobody knows yet who declares.', [paymentAt(0)], ['order', 'waybill'], {
    payment: ['100'],
  }),
  expires(
    'expires-with-the-inventory-alone',
    'The three documents never came.',
    [inventoryAt(0)],
    ['order', 'payment', 'waybill'],
    { inventory: ['100'] },
  ),
  expires(
    'expires-without-an-order',
    'A waybill waits under the number, so it is not missing; unclaimed it gets its own 100 when its window ends.',
    [paymentAt(0), waybillAt(SECOND)],
    ['order'],
    { payment: ['100'], waybill: ['100'] },
  ),
  expires(
    'a-bound-waybill-starts-the-window',
    'The waybill came ten hours before its order: the day is counted from the waybill.',
    [waybillAt(0), orderAt(10 * HOUR)],
    ['payment'],
    { order: ['100'], waybill: ['100'] },
  ),
];

interface Edge {
  name: string;
  about: string;
  records: ScenarioRecord[];
  until?: number;
  clearances: ExpectedClearance[];
  statuses?: Statuses;
  waiting?: number;
  deal?: Deal;
}

function edge({ name, about, records, until, clearances, statuses = {}, waiting = 0, deal }: Edge): Scenario {
  return {
    name,
    about,
    records,
    ...(until === undefined ? {} : { until }),
    expect: { clearances, receipts: receiptsOf(statuses, deal), waiting },
  };
}

const EDGES: Scenario[] = [
  edge({
    name: 'waits-to-the-last-millisecond',
    about: 'One millisecond before the deadline the parcel still waits.',
    records: [orderAt(0), waybillAt(SECOND)],
    until: DAY - 1,
    clearances: [],
    statuses: { order: [], waybill: [] },
    waiting: 1,
  }),
  edge({
    name: 'expires-when-the-clock-reaches-the-deadline',
    about: 'Exactly 24 hours after the first document the window is over.',
    records: [orderAt(0), waybillAt(SECOND)],
    until: DAY,
    clearances: [expired(['payment'], { decidedAt: isoAt(DAY) })],
  }),
  edge({
    name: 'completed-in-the-last-millisecond',
    about: 'The payment comes one millisecond before the deadline.',
    records: [orderAt(0), waybillAt(SECOND), paymentAt(DAY - 1)],
    until: 2 * DAY,
    clearances: [released({ decidedAt: isoAt(DAY - 1) })],
  }),
  edge({
    name: 'completed-at-the-deadline-is-late',
    about: 'Expiry goes before the document that moved the clock to the deadline; the document opens revision 2.',
    records: [orderAt(0), waybillAt(SECOND), paymentAt(DAY)],
    clearances: [expired(['payment'], { decidedAt: isoAt(DAY) }), released({ revision: 2, decidedAt: isoAt(DAY) })],
    statuses: { order: ['100', '120'], payment: ['120'], waybill: ['100', '120'], inventory: ['120', '800'] },
  }),
  edge({
    name: 'a-late-payment-reopens',
    about: 'Six hours after the expiry the payment comes: revision 2 is released.',
    records: [orderAt(0), waybillAt(SECOND), paymentAt(30 * HOUR)],
    until: 3 * DAY,
    clearances: [
      expired(['payment'], { decidedAt: isoAt(DAY) }),
      released({ revision: 2, decidedAt: isoAt(30 * HOUR) }),
    ],
    statuses: { order: ['100', '120'], payment: ['120'], waybill: ['100', '120'], inventory: ['120', '800'] },
  }),
  edge({
    name: 'a-late-document-that-completes-nothing',
    about: 'The late payment opens a window of its own from its record time, and that one ends without a waybill too.',
    records: [orderAt(0), paymentAt(30 * HOUR)],
    until: 4 * DAY,
    clearances: [
      expired(['payment', 'waybill'], { decidedAt: isoAt(DAY) }),
      expired(['waybill'], { revision: 2, decidedAt: isoAt(30 * HOUR + DAY) }),
    ],
    statuses: { order: ['100', '100'], payment: ['100'], waybill: [] },
  }),
  edge({
    name: 'a-reopened-parcel-waits',
    about: 'Within the new window the parcel waits again.',
    records: [orderAt(0), paymentAt(30 * HOUR)],
    until: 40 * HOUR,
    clearances: [expired(['payment', 'waybill'])],
    waiting: 1,
  }),
  edge({
    name: 'two-late-documents-complete-one-revision',
    about: 'Payment and waybill both come late: one revision, not two.',
    records: [orderAt(0), paymentAt(30 * HOUR), waybillAt(31 * HOUR)],
    until: 4 * DAY,
    clearances: [expired(['payment', 'waybill']), released({ revision: 2, decidedAt: isoAt(31 * HOUR) })],
    statuses: { order: ['100', '120'], payment: ['120'], waybill: ['120'] },
  }),
  edge({
    name: 'an-unclaimed-waybill',
    about: 'A waybill is no parcel: without an order it gets 100 when its window ends, and no clearance.',
    records: [waybillAt(0)],
    until: DAY,
    clearances: [],
    statuses: { waybill: ['100'] },
  }),
  edge({
    name: 'an-unclaimed-waybill-is-claimed-later',
    about: 'It had expired unclaimed and is still there for the order that comes next day.',
    records: [waybillAt(0), orderAt(30 * HOUR), paymentAt(31 * HOUR)],
    until: 4 * DAY,
    clearances: [released({ decidedAt: isoAt(31 * HOUR) })],
    statuses: { order: ['120'], payment: ['120'], waybill: ['100', '120'], inventory: ['120', '800'] },
  }),
  edge({
    name: 'an-expired-waybill-is-no-first-document',
    about: 'The window of the order is counted from the order, not from the waybill that had expired before.',
    records: [waybillAt(0), orderAt(30 * HOUR)],
    until: 4 * DAY,
    clearances: [expired(['payment'], { decidedAt: isoAt(54 * HOUR) })],
    statuses: { order: ['100'], waybill: ['100', '100'] },
  }),
  edge({
    name: 'another-parcel-moves-the-clock',
    about: 'The clock is the highest record time so far: a record of another parcel ends the window.',
    records: [orderAt(0), waybillAt(SECOND), orderAt(30 * HOUR, OTHER)],
    clearances: [expired(['payment'], { decidedAt: isoAt(DAY) })],
    waiting: 1,
  }),
  edge({
    name: 'a-refused-parcel-does-not-expire',
    about: 'A refusal is a decision: nothing runs out afterwards.',
    records: bundleAt(0, dealOf(), { payment: { amountPaid: '1.00' } }),
    until: 3 * DAY,
    clearances: [refused([{ reason: 'AMOUNT_MISMATCH' }])],
    statuses: UNMATCHED_RECEIPTS,
  }),
  {
    name: 'a-window-of-one-hour',
    about: 'matchWindowHours is a setting.',
    reference: settings({ matchWindowHours: 1 }),
    records: [orderAt(0), waybillAt(SECOND)],
    until: HOUR,
    expect: { clearances: [expired(['payment'], { decidedAt: isoAt(HOUR) })], waiting: 0 },
  },
  edge({
    name: 'a-change-does-not-move-the-deadline',
    about: 'The order is replaced after ten hours; the day is still counted from its first form.',
    records: [
      orderAt(0),
      waybillAt(SECOND),
      orderAt(10 * HOUR, dealOf(), { appType: '2', appTime: '20261111100000', note: 'changed' }),
    ],
    until: DAY,
    clearances: [expired(['payment'], { decidedAt: isoAt(DAY) })],
    statuses: { order: ['100'], waybill: ['100'] },
  }),
  edge({
    name: 'a-withdrawal-does-not-move-the-deadline',
    about: 'The order that started the window is withdrawn; the payment still expires at the same moment.',
    records: [orderAt(0), paymentAt(HOUR), orderAt(2 * HOUR, dealOf(), { appType: '3', appTime: '20261111020000' })],
    until: DAY,
    clearances: [expired(['order', 'waybill'], { decidedAt: isoAt(DAY) })],
    statuses: { order: ['120'], payment: ['100'] },
  }),
];

export const WINDOWS: Scenario[] = [...EXPIRIES, ...EDGES];
