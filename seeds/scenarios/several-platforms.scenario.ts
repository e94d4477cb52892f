import { DAY, HOUR, MINUTE, OTHER_PLATFORM, SECOND, isoAt } from './base';
import { DECLARING_MERCHANT, TOOTHPASTE } from './base-goods';
import type { Deal } from './documents';
import { expired, matchedReceipts, notice, parcelIdOf, receiptsOf, released } from './expectations';
import { LI } from './people';
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
import type { Scenario } from './scenario';

/** Two platforms gave the same order number; the second one's parcel has its own payment and waybill. */
const FIRST = dealOf();
export const SECOND_DEAL = dealOf({
  ebpCode: OTHER_PLATFORM,
  buyer: LI,
  payTransactionId: 'TXN-0002',
  logisticsNo: 'WB-0002',
});
/** The same, sent to the consignee of the first. */
const SAME_CONSIGNEE: Deal = { ...SECOND_DEAL, consignee: FIRST.consignee };
const FIRST_DECLARED = declaredDealOf();
const SECOND_DECLARED: Deal = {
  ...SAME_CONSIGNEE,
  ebcCode: DECLARING_MERCHANT,
  goods: [{ item: TOOTHPASTE, qty: '2', price: '45.00' }],
};
export const OTHER_PARCEL = { parcelId: parcelIdOf(SECOND_DEAL) };

/** Orders and payments of both platforms, before any waybill. */
export function ordersAndPayments(first: Deal, second: Deal) {
  return [orderAt(0, first), orderAt(SECOND, second), paymentAt(2 * SECOND, first), paymentAt(3 * SECOND, second)];
}

export const SEVERAL_PLATFORMS: Scenario[] = [
  {
    name: 'two-platforms-the-consignee-decides',
    about: 'Each waybill goes to the order whose consignee it names.',
    records: [
      ...ordersAndPayments(FIRST, SECOND_DEAL),
      waybillAt(4 * SECOND, SECOND_DEAL),
      waybillAt(5 * SECOND, FIRST),
    ],
    expect: {
      clearances: [released({ logisticsNo: 'WB-0001' }), released({ ...OTHER_PARCEL, logisticsNo: 'WB-0002' })],
      receipts: [...receiptsOf(matchedReceipts('800'), FIRST), ...receiptsOf(matchedReceipts('800'), SECOND_DEAL)],
      notices: [notice('SHIP'), notice('SHIP', 1, OTHER_PARCEL.parcelId)],
      waiting: 0,
    },
  },
  {
    name: 'two-platforms-the-inventory-decides',
    about: 'Both orders go to the same consignee; each inventory names its waybill.',
    records: [
      ...ordersAndPayments(FIRST_DECLARED, SECOND_DECLARED),
      waybillAt(4 * SECOND, SECOND_DECLARED),
      waybillAt(5 * SECOND, FIRST_DECLARED),
      inventoryAt(6 * SECOND, FIRST_DECLARED),
      inventoryAt(7 * SECOND, SECOND_DECLARED),
    ],
    expect: {
      clearances: [released({ logisticsNo: 'WB-0001' }), released({ ...OTHER_PARCEL, logisticsNo: 'WB-0002' })],
      receipts: [
        ...receiptsOf(matchedReceipts('800'), FIRST_DECLARED),
        ...receiptsOf(matchedReceipts('800'), SECOND_DECLARED),
      ],
      waiting: 0,
    },
  },
  {
    name: 'the-inventory-goes-before-the-consignee',
    about: 'The waybill goes to the consignee of the second order, but the inventory of the first names it.',
    records: [
      orderAt(0, FIRST_DECLARED),
      orderAt(SECOND, SECOND_DEAL),
      paymentAt(2 * SECOND, FIRST_DECLARED),
      paymentAt(3 * SECOND, SECOND_DEAL),
      inventoryAt(4 * SECOND, FIRST_DECLARED),
      waybillAt(5 * SECOND, { ...FIRST_DECLARED, consignee: LI }),
    ],
    expect: {
      clearances: [
        {
          parcelId: parcelIdOf(FIRST),
          revision: 1,
          outcome: 'REFUSED',
          logisticsNo: 'WB-0001',
          reasons: [
            { reason: 'CONSIGNEE_MISMATCH', left: { field: 'consignee' } },
            { reason: 'CONSIGNEE_MISMATCH', left: { field: 'consigneeTelephone' } },
            { reason: 'CONSIGNEE_MISMATCH', left: { field: 'consigneeAddress' } },
          ],
        },
      ],
      waiting: 1,
    },
  },
  {
    name: 'one-waybill-for-two-orders',
    about: 'The waybill names the second consignee: that parcel is released, the first waits and expires.',
    records: [...ordersAndPayments(FIRST, SECOND_DEAL), waybillAt(4 * SECOND, SECOND_DEAL)],
    until: 2 * DAY,
    expect: {
      clearances: [
        expired(['waybill'], { decidedAt: isoAt(DAY) }),
        released({ ...OTHER_PARCEL, logisticsNo: 'WB-0002' }),
      ],
      receipts: [
        ...receiptsOf({ order: ['100'], payment: ['100'] }, FIRST),
        ...receiptsOf(matchedReceipts('800'), SECOND_DEAL),
      ],
      waiting: 0,
    },
  },
  {
    name: 'an-ambiguous-waybill-waits',
    about: 'Both orders go to the same consignee and nothing else tells them apart: both parcels wait.',
    records: [...ordersAndPayments(FIRST, SAME_CONSIGNEE), waybillAt(4 * SECOND, FIRST)],
    until: HOUR,
    expect: { clearances: [], receipts: receiptsOf({ waybill: [] }), waiting: 2 },
  },
  {
    name: 'an-ambiguous-waybill-expires',
    about: 'Nothing claimed it: both parcels expire, and the waybill, which was there, gets 100 and no clearance.',
    records: [...ordersAndPayments(FIRST, SAME_CONSIGNEE), waybillAt(4 * SECOND, FIRST)],
    until: 2 * DAY,
    expect: {
      clearances: [
        expired([], { decidedAt: isoAt(DAY) }),
        expired([], { ...OTHER_PARCEL, decidedAt: isoAt(DAY + SECOND) }),
      ],
      receipts: [
        ...receiptsOf({ order: ['100'], payment: ['100'], waybill: ['100'] }, FIRST),
        ...receiptsOf({ order: ['100'], payment: ['100'] }, SAME_CONSIGNEE),
      ],
      waiting: 0,
    },
  },
  {
    name: 'an-ambiguous-waybill-is-settled-by-a-change',
    about: 'The second order changes its consignee, so the waybill belongs to the first.',
    records: [
      ...ordersAndPayments(FIRST, SAME_CONSIGNEE),
      waybillAt(4 * SECOND, FIRST),
      orderAt(MINUTE, SECOND_DEAL, { appType: '2', appTime: '20261111000100' }),
    ],
    until: HOUR,
    expect: {
      clearances: [released({ logisticsNo: 'WB-0001' })],
      receipts: receiptsOf({ waybill: ['120'] }),
      waiting: 1,
    },
  },
  {
    name: 'an-ambiguous-waybill-is-settled-by-a-withdrawal',
    about: 'The second order is withdrawn: one order is left under the number, and the waybill belongs to it.',
    records: [
      ...ordersAndPayments(FIRST, SAME_CONSIGNEE),
      waybillAt(4 * SECOND, FIRST),
      orderAt(MINUTE, SAME_CONSIGNEE, { appType: '3', appTime: '20261111000100' }),
    ],
    until: HOUR,
    expect: {
      clearances: [released({ logisticsNo: 'WB-0001' })],
      receipts: receiptsOf({ order: ['120'] }, SAME_CONSIGNEE),
      waiting: 1,
    },
  },
  {
    name: 'a-second-platform-with-a-payment-only',
    about: 'One order stands under the number: the waybill belongs to it whatever else another platform has sent.',
    records: [paymentAt(0, SECOND_DEAL), ...bundleAt(SECOND, FIRST)],
    until: 2 * DAY,
    expect: {
      clearances: [
        released({ logisticsNo: 'WB-0001' }),
        expired(['order', 'waybill'], { ...OTHER_PARCEL, decidedAt: isoAt(DAY) }),
      ],
      waiting: 0,
    },
  },
  {
    name: 'a-second-platform-after-a-decision',
    about: 'The first parcel keeps the waybill it was decided with; the second platform brings its own.',
    records: [...bundleAt(0, FIRST), ...bundleAt(MINUTE, SECOND_DEAL)],
    expect: {
      clearances: [released({ logisticsNo: 'WB-0001' }), released({ ...OTHER_PARCEL, logisticsNo: 'WB-0002' })],
      receipts: receiptsOf({ waybill: ['120'] }, SECOND_DEAL),
      waiting: 0,
    },
  },
  {
    name: 'same-order-number-other-payments',
    about:
      'A payment belongs to the parcel of its own platform, so two payments under one number are no second payment.',
    records: ordersAndPayments(FIRST, SECOND_DEAL),
    expect: {
      clearances: [],
      receipts: [...receiptsOf({ payment: [] }, FIRST), ...receiptsOf({ payment: [] }, SECOND_DEAL)],
      waiting: 2,
    },
  },
  {
    name: 'one-platform-declares-the-other-does-not',
    about: 'The inventory of the first order names its waybill, the other waybill goes to its consignee.',
    records: [
      orderAt(0, SECOND_DEAL),
      paymentAt(SECOND, SECOND_DEAL),
      ...declaredBundleAt(2 * SECOND, FIRST_DECLARED),
      waybillAt(MINUTE, SECOND_DEAL),
    ],
    expect: {
      clearances: [released({ logisticsNo: 'WB-0001' }), released({ ...OTHER_PARCEL, logisticsNo: 'WB-0002' })],
      waiting: 0,
    },
  },
];
