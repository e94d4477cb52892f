import { MINUTE, SECOND } from './base';
import { MERCHANT } from './base-goods';
import { CLEAN_DEAL, DECLARED_DEAL, inventoryLine, order, orderLine } from './documents';
import { PARCEL, matchedReceipts, receiptsOf, released } from './expectations';
import { chocolates, faults } from './faults';
import {
  TOPIC,
  bundleAt,
  dealOf,
  declaredBundleAt,
  declaredDealOf,
  inventoryAt,
  paymentAt,
  waybillAt,
} from './records';
import type { Scenario } from './scenario';

const ACCEPTED: Scenario[] = [
  {
    name: 'money-as-json-numbers',
    about: 'JSON numbers are accepted and read as decimals.',
    records: bundleAt(0, dealOf(), {
      order: { goodsValue: 90, freight: 10, taxTotal: 9.1, acturalPaid: 109.1, discount: 0 },
      payment: { amountPaid: 109.1 },
      waybill: { weight: 0.8 },
    }),
    anyOrder: true,
    expect: { clearances: [released({ tax: { dutiablePrice: '100.00', total: '9.10' } })] },
  },
  {
    name: 'numbers-beyond-a-double',
    about: 'A JSON number is read by its digits: amounts that a double cannot hold still differ by one fen.',
    records: [
      { topic: TOPIC.order, key: CLEAN_DEAL.orderNo, value: withRawAmount(order(), '90071992547409.93'), at: 0 },
      paymentAt(SECOND, dealOf(), { amountPaid: '90071992547409.92' }),
      waybillAt(2 * SECOND),
    ],
    expect: {
      clearances: [
        {
          parcelId: PARCEL,
          revision: 1,
          outcome: 'REFUSED',
          reasons: [{ reason: 'AMOUNT_MISMATCH', difference: '0.01' }, { reason: 'AMOUNT_IDENTITY' }],
        },
      ],
    },
  },
  {
    name: 'null-and-empty-mean-absent',
    about: 'Optional fields that are null or empty are not there: nothing is compared with them.',
    records: bundleAt(0, dealOf(), {
      order: { payCode: '', payName: null, payTransactionId: '', note: '', consigneeDistrict: null },
      payment: { telephone: null, note: '' },
      waybill: { billNo: null, goodsInfo: '' },
    }),
    anyOrder: true,
    expect: { clearances: [released()] },
  },
  {
    name: 'unknown-fields-are-ignored',
    about: 'A field that no message knows changes nothing.',
    records: bundleAt(0, dealOf(), { order: { channel: 'app', score: 7 }, waybill: { route: ['a', 'b'] } }),
    anyOrder: true,
    expect: { clearances: [released()], receipts: receiptsOf(matchedReceipts('800')) },
  },
  {
    name: 'lengths-count-code-points',
    about: 'Sixty characters outside the basic plane are sixty, not one hundred and twenty.',
    records: bundleAt(0, dealOf({ buyer: { ...CLEAN_DEAL.buyer, name: '\u{20BB7}'.repeat(60) } })),
    anyOrder: true,
    expect: { clearances: [released()] },
  },
  {
    name: 'ninety-nine-lines',
    about: 'The most lines a document may have.',
    records: bundleAt(0, dealOf({ goods: chocolates(99) })),
    anyOrder: true,
    expect: { clearances: [released({ tax: { dutiablePrice: '109.00' } })] },
  },
];

const DRAFTS: Scenario[] = [
  {
    name: 'drafts-change-nothing',
    about: 'appStatus 1 is answered by receipt 1; the declared documents that follow are the first ones.',
    records: [
      ...declaredBundleAt(0, DECLARED_DEAL, {
        order: { appStatus: '1' },
        payment: { appStatus: '1' },
        waybill: { appStatus: '1' },
        inventory: { appStatus: '1' },
      }),
      ...declaredBundleAt(MINUTE),
    ],
    expect: {
      clearances: [released()],
      receipts: receiptsOf({
        order: ['1', '120'],
        payment: ['1', '120'],
        waybill: ['1', '120'],
        inventory: ['1', '120', '800'],
      }),
    },
  },
  faults('drafts-are-not-checked', 'A draft goes before line faults and field faults.', 'order', '1', {
    'draft-without-lines': { appStatus: '1', lines: undefined },
    'draft-without-a-name': { appStatus: '1', buyerName: undefined, acturalPaid: 'later' },
    'draft-of-a-change': { appStatus: '1', appType: '2' },
  }),
  faults(
    'a-draft-where-the-engine-declares',
    'Also the draft of an inventory that would be refused.',
    'inventory',
    '1',
    {
      'draft-of-an-inventory': { appStatus: '1', ebcCode: MERCHANT },
    },
  ),
];

const LINE_FAULTS: Scenario[] = [
  faults('orders-without-usable-lines', 'No lines, or more than 99.', 'order', '-301001', {
    'no-lines': { lines: undefined },
    'null-lines': { lines: null },
    'empty-lines': { lines: [] },
    'lines-as-text': { lines: 'CHOC' },
    'hundred-lines': { lines: chocolates(100).map(orderLine) },
  }),
  faults('orders-with-a-gnum-twice', 'Numbers and digits name the same gnum.', 'order', '-301002', {
    'gnum-twice': { lines: [1, 1].map((gnum) => ({ ...orderLine(CLEAN_DEAL.goods[0]!, 0), gnum })) },
    'gnum-twice-as-text': { lines: [1, '1'].map((gnum) => ({ ...orderLine(CLEAN_DEAL.goods[0]!, 0), gnum })) },
  }),
  faults('inventories-without-usable-lines', 'No lines, or more than 99.', 'inventory', '-621000', {
    'no-inventory-lines': { lines: undefined },
    'empty-inventory-lines': { lines: [] },
    'hundred-inventory-lines': { lines: chocolates(100).map(inventoryLine) },
  }),
  faults('inventories-with-a-gnum-twice', 'A gnum names one line.', 'inventory', '-621027', {
    'inventory-gnum-twice': { lines: [1, 1].map((gnum) => ({ ...inventoryLine(DECLARED_DEAL.goods[0]!, 0), gnum })) },
  }),
  faults(
    'line-faults-go-before-field-faults',
    'One receipt, for the lines, though fields fail too.',
    'order',
    '-301001',
    {
      'no-lines-and-no-name': { lines: [], buyerName: undefined, currency: '502' },
      'hundred-faulty-lines': {
        lines: chocolates(100).map((goods, place) => ({ ...orderLine(goods, place), qty: '-1' })),
      },
    },
  ),
  faults(
    'an-inventory-line-fault-goes-first',
    'Before the refusal of an engine-declared inventory too.',
    'inventory',
    '-621000',
    {
      'no-lines-of-the-engine': { lines: [], ebcCode: MERCHANT },
    },
  ),
  {
    name: 'a-line-fault-in-a-change',
    about: 'A changed inventory without lines is refused; the accepted one stays.',
    records: [
      ...declaredBundleAt(0).slice(0, 2),
      inventoryAt(2 * SECOND),
      inventoryAt(3 * SECOND, declaredDealOf({ appTime: '20261111000100' }), { appType: '2', lines: [] }),
      waybillAt(4 * SECOND, DECLARED_DEAL),
    ],
    expect: { clearances: [released()], receipts: receiptsOf({ inventory: ['-621000', '120', '800'] }) },
  },
];

/** The order's JSON with its goods paid by an amount that only exact reading keeps. */
function withRawAmount(value: object, amount: string): string {
  return JSON.stringify({ ...value, acturalPaid: '@' }).replace('"@"', amount);
}

export const WIRE_FORMS: Scenario[] = [...ACCEPTED, ...DRAFTS, ...LINE_FAULTS];
