import { DAY, HOUR, MINUTE, OTHER_CARRIER, SECOND } from './base';
import { DECLARED_DEAL, order, orderLine } from './documents';
import { UNMATCHED_RECEIPTS, expired, matchedReceipts, notice, receiptsOf, refused, released } from './expectations';
import {
  TOPIC,
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

export const EARLIER = '20261110235959';
export const LATER = '20261111000100';
const UNPAID = { payment: { amountPaid: '109.00' } };
const AMOUNT = refused([{ reason: 'AMOUNT_MISMATCH' }]);
const SECOND_PAYMENT = dealOf({ payTransactionId: 'TXN-0002' });
const SECOND_WAYBILL = dealOf({ logisticsNo: 'WB-0002' });

/** The order of the clean deal as another system would write it: other key order, numbers, empty optional fields. */
function rewrittenOrder(): object {
  const sent = order(dealOf(), { appTime: LATER, note: null, consigneeDistrict: '', batchNumbers: '' });
  const amounts = { goodsValue: 90, freight: 10, discount: 0, taxTotal: 9.1, acturalPaid: '109.10000' };
  const line = { ...orderLine(dealOf().goods[0]!, 0), gnum: '1', qty: 2, price: '45', totalPrice: 90, note: '' };
  const lines = [Object.fromEntries(Object.entries(line).reverse())];
  return Object.fromEntries(Object.entries({ ...sent, ...amounts, lines }).reverse());
}

const REPEATS: Scenario[] = [
  {
    name: 'a-repeat-while-waiting',
    about: 'Each document comes twice before the parcel is complete: the second gets the "exists" code, nothing else.',
    records: [
      orderAt(0),
      orderAt(SECOND),
      paymentAt(2 * SECOND),
      paymentAt(3 * SECOND),
      waybillAt(4 * SECOND),
      waybillAt(5 * SECOND),
    ],
    expect: {
      clearances: [released()],
      receipts: receiptsOf({
        order: ['-301010', '120'],
        payment: ['-401007', '120'],
        waybill: ['120', '-504012'],
        inventory: ['120', '800'],
      }),
    },
  },
  {
    name: 'repeats-after-the-release',
    about: 'The same four documents again, with later times: four "exists" codes and no second clearance.',
    records: [...declaredBundleAt(0), ...declaredBundleAt(MINUTE, { ...DECLARED_DEAL, appTime: LATER })],
    expect: {
      clearances: [released()],
      receipts: receiptsOf({
        order: ['120', '-301010'],
        payment: ['120', '-401007'],
        waybill: ['120', '-504012'],
        inventory: ['120', '800', '-621004'],
      }),
      notices: [notice('SHIP')],
    },
  },
  {
    name: 'the-same-content-in-another-shape',
    about:
      'Numbers for texts, other zeros, other key order, null and empty fields: after a refusal it changes nothing.',
    records: [...bundleAt(0, dealOf(), UNPAID), { topic: TOPIC.order, value: rewrittenOrder(), at: MINUTE }],
    expect: { clearances: [AMOUNT], receipts: receiptsOf({ ...UNMATCHED_RECEIPTS, order: ['100', '-301010'] }) },
  },
  {
    name: 'same-content-goes-before-older',
    about: 'A repeat with an older appTime is a repeat, not an older message.',
    records: [...bundleAt(0), orderAt(MINUTE, dealOf(), { appTime: EARLIER })],
    expect: { clearances: [released()], receipts: receiptsOf({ order: ['120', '-301010'] }) },
  },
  {
    name: 'an-unknown-field-is-other-content',
    about:
      'Unknown fields are ignored by the rules but count as content: after a refusal the order replaces the old one.',
    records: [...bundleAt(0, dealOf(), UNPAID), orderAt(MINUTE, dealOf(), { appTime: LATER, channel: 'app' })],
    expect: {
      clearances: [AMOUNT, { ...AMOUNT, revision: 2 }],
      receipts: receiptsOf({ order: ['100', '100'], payment: ['100', '100'] }),
    },
  },
  {
    name: 'a-repeat-does-not-reopen-an-expired-parcel',
    about: 'The same order again after the expiry opens nothing.',
    records: [orderAt(0), orderAt(30 * HOUR)],
    until: 4 * DAY,
    expect: {
      clearances: [expired(['payment', 'waybill'])],
      receipts: receiptsOf({ order: ['100', '-301010'] }),
      waiting: 0,
    },
  },
];

const OTHER_CONTENT: Scenario[] = [
  {
    name: 'other-content-while-waiting',
    about: 'appType 1 does not replace a document of an undecided parcel: the first form stays and is matched.',
    records: [
      orderAt(0),
      orderAt(SECOND, dealOf(), { appTime: LATER, acturalPaid: '1.00' }),
      paymentAt(2 * SECOND),
      waybillAt(3 * SECOND),
    ],
    expect: { clearances: [released()], receipts: receiptsOf({ order: ['-301010', '120'] }) },
  },
  {
    name: 'other-content-after-the-release',
    about: 'A decided parcel keeps its documents: four "exists" codes.',
    records: [
      ...declaredBundleAt(0),
      ...declaredBundleAt(MINUTE, declaredDealOf({ appTime: LATER }), {
        order: { note: 'new' },
        payment: { note: 'new' },
        waybill: { note: 'new' },
        inventory: { note: 'new' },
      }),
    ],
    expect: {
      clearances: [released()],
      receipts: receiptsOf({
        order: ['120', '-301010'],
        payment: ['120', '-401007'],
        waybill: ['120', '-504012'],
        inventory: ['120', '800', '-621004'],
      }),
    },
  },
  {
    name: 'a-corrected-payment-after-a-refusal',
    about: 'appType 1 with other content replaces the refused payment; revision 2 is released.',
    records: [...bundleAt(0, dealOf(), UNPAID), paymentAt(MINUTE, dealOf(), { appTime: LATER })],
    expect: {
      clearances: [AMOUNT, released({ revision: 2 })],
      receipts: receiptsOf({
        order: ['100', '120'],
        payment: ['100', '120'],
        waybill: ['100', '120'],
        inventory: ['100', '120', '800'],
      }),
      notices: [notice('SHIP', 2)],
    },
  },
  {
    name: 'a-correction-of-the-same-second',
    about: 'An equal appTime is not older: the correction counts.',
    records: [...bundleAt(0, dealOf(), UNPAID), paymentAt(MINUTE)],
    expect: { clearances: [AMOUNT, released({ revision: 2 })] },
  },
  {
    name: 'a-corrected-inventory-after-a-refusal',
    about: 'The agent sends the inventory again with the right waybill number.',
    records: [
      ...declaredBundleAt(0, declaredDealOf(), { inventory: { logisticsNo: 'WB-9999' } }),
      inventoryAt(MINUTE, declaredDealOf({ appTime: LATER })),
    ],
    expect: {
      clearances: [refused([{ reason: 'INVENTORY_WAYBILL_MISMATCH' }]), released({ revision: 2 })],
      receipts: receiptsOf({ order: ['100', '120'], inventory: ['100', '120', '800'] }),
    },
  },
  {
    name: 'a-correction-that-is-still-wrong',
    about: 'Each correction brings a revision with all its receipts.',
    records: [
      ...bundleAt(0, dealOf(), UNPAID),
      paymentAt(MINUTE, dealOf(), { appTime: LATER, amountPaid: '109.05' }),
      paymentAt(2 * MINUTE, dealOf(), { appTime: LATER }),
    ],
    expect: {
      clearances: [
        AMOUNT,
        refused([{ reason: 'AMOUNT_MISMATCH', difference: '0.05' }], { revision: 2 }),
        released({ revision: 3 }),
      ],
      receipts: receiptsOf({ payment: ['100', '100', '120'], inventory: ['100', '100', '120', '800'] }),
      notices: [notice('SHIP', 3)],
    },
  },
  {
    name: 'a-replacement-after-an-expiry',
    about: 'appType 1 with other content after the expiry opens revision 2, the payment completes it.',
    records: [
      orderAt(0),
      waybillAt(SECOND),
      orderAt(30 * HOUR, dealOf(), { appTime: '20261112060000', note: 'once more' }),
      paymentAt(31 * HOUR),
    ],
    expect: {
      clearances: [expired(['payment']), released({ revision: 2 })],
      receipts: receiptsOf({ order: ['100', '120'], waybill: ['100', '120'], payment: ['120'] }),
    },
  },
  {
    name: 'an-older-correction-is-ignored',
    about: 'After the refusal a payment with an older appTime arrives: ignored, no revision 2.',
    records: [...bundleAt(0, dealOf(), UNPAID), paymentAt(MINUTE, dealOf(), { appTime: EARLIER })],
    expect: { clearances: [AMOUNT], receipts: receiptsOf({ payment: ['100', '-401012'] }) },
  },
  {
    name: 'older-goes-before-the-state',
    about: 'Other content with an older appTime on a released parcel: four "older" codes, not "exists" or "state".',
    records: [
      ...declaredBundleAt(0),
      ...declaredBundleAt(MINUTE, declaredDealOf({ appTime: EARLIER }), {
        order: { note: 'old' },
        payment: { note: 'old', appType: '2' },
        waybill: { note: 'old' },
        inventory: { note: 'old', appType: '2' },
      }),
    ],
    expect: {
      clearances: [released()],
      receipts: receiptsOf({
        order: ['120', '-301014'],
        payment: ['120', '-401012'],
        waybill: ['120', '-504016'],
        inventory: ['120', '800', '-621012'],
      }),
    },
  },
];

const SECOND_DOCUMENTS: Scenario[] = [
  {
    name: 'a-second-payment-while-waiting',
    about: 'A parcel holds one payment: another transaction gets -401003, the first stays.',
    records: [orderAt(0), paymentAt(SECOND), paymentAt(2 * SECOND, SECOND_PAYMENT), waybillAt(3 * SECOND)],
    expect: {
      clearances: [released({ payTransactionId: 'TXN-0001' })],
      receipts: [...receiptsOf({ payment: ['120'] }), ...receiptsOf({ payment: ['-401003'] }, SECOND_PAYMENT)],
    },
  },
  {
    name: 'a-second-payment-after-a-refusal',
    about: 'The refused payment stays until it is withdrawn, so a new transaction is refused too.',
    records: [...bundleAt(0, dealOf(), UNPAID), paymentAt(MINUTE, SECOND_PAYMENT)],
    expect: { clearances: [AMOUNT], receipts: receiptsOf({ payment: ['-401003'] }, SECOND_PAYMENT) },
  },
  {
    name: 'a-second-waybill-while-waiting',
    about: 'One platform has documents under the number: a second waybill gets -504015.',
    records: [orderAt(0), waybillAt(SECOND), waybillAt(2 * SECOND, SECOND_WAYBILL), paymentAt(3 * SECOND)],
    expect: {
      clearances: [released({ logisticsNo: 'WB-0001' })],
      receipts: [...receiptsOf({ waybill: ['120'] }), ...receiptsOf({ waybill: ['-504015'] }, SECOND_WAYBILL)],
    },
  },
  {
    name: 'a-second-waybill-of-another-carrier',
    about: 'The key of a waybill holds its carrier: the same number from another carrier is a second waybill.',
    records: [...bundleAt(0), waybillAt(MINUTE, dealOf({ logisticsCode: OTHER_CARRIER }))],
    expect: {
      clearances: [released({ logisticsCode: dealOf().logisticsCode })],
      receipts: receiptsOf({ waybill: ['-504015'] }, dealOf({ logisticsCode: OTHER_CARRIER })),
    },
  },
  {
    name: 'two-waybills-before-any-order',
    about: 'No platform has documents under the number yet: the second waybill is refused all the same.',
    records: [waybillAt(0), waybillAt(SECOND, SECOND_WAYBILL), orderAt(2 * SECOND), paymentAt(3 * SECOND)],
    expect: {
      clearances: [released({ logisticsNo: 'WB-0001' })],
      receipts: [...receiptsOf(matchedReceipts('800')), ...receiptsOf({ waybill: ['-504015'] }, SECOND_WAYBILL)],
    },
  },
];

export const REPEATED: Scenario[] = [...REPEATS, ...OTHER_CONTENT, ...SECOND_DOCUMENTS];
