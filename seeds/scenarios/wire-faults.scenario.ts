import { SECOND } from './base';
import { MERCHANT } from './base-goods';
import { CLEAN_DEAL, DECLARED_DEAL, inventoryLine, orderLine, type Fields } from './documents';
import { receiptsOf, released } from './expectations';
import { faults } from './faults';
import { dealOf, orderAt, paymentAt, waybillAt } from './records';
import type { Scenario } from './scenario';

function orderLineWith(fields: Fields): Fields {
  return { lines: [{ ...orderLine(CLEAN_DEAL.goods[0]!, 0), ...fields }] };
}

function inventoryLineWith(fields: Fields): Fields {
  return { lines: [{ ...inventoryLine(DECLARED_DEAL.goods[0]!, 0), ...fields }] };
}

export const WIRE_FAULTS: Scenario[] = [
  faults('order-heads-that-break-a-rule', 'One receipt -301008 for each.', 'order', '-301008', {
    'no-buyer-name': { buyerName: undefined },
    'empty-buyer-name': { buyerName: '' },
    'no-app-status': { appStatus: undefined },
    'app-type-4': { appType: '4' },
    'short-guid': { guid: 'A'.repeat(35) },
    'order-type-e': { orderType: 'E' },
    'currency-usd': { currency: '502' },
    'id-type-2': { buyerIdType: '2' },
    'number-where-text-is-due': { buyerName: 5 },
    'name-of-61': { buyerName: '王'.repeat(61) },
    'impossible-date': { appTime: '20260230000000' },
    'hour-24': { appTime: '20261111240000' },
    'date-of-13-digits': { appTime: '2026111100000' },
  }),
  faults('order-amounts-that-break-a-rule', 'Decimals are digits with at most five places.', 'order', '-301008', {
    'negative-money': { freight: '-1.00' },
    'negative-number': { freight: -1 },
    'six-decimals': { acturalPaid: '109.100001' },
    'six-decimals-as-a-number': { acturalPaid: 109.100001 },
    'fifteen-digits': { goodsValue: '1'.repeat(15) },
    'plus-sign': { goodsValue: '+90.00' },
    exponent: { goodsValue: '9e1' },
    'no-digit-before-the-point': { goodsValue: '.50' },
    'no-digit-after-the-point': { goodsValue: '90.' },
    blank: { goodsValue: ' 90.00' },
    'thousands-separator': { goodsValue: '1,000.00' },
    'boolean-money': { taxTotal: true },
  }),
  faults('order-lines-that-break-a-rule', 'Fields of lines are checked like those of the head.', 'order', '-301008', {
    'negative-quantity': orderLineWith({ qty: '-2' }),
    'no-item-name': orderLineWith({ itemName: undefined }),
    'unit-of-two-digits': orderLineWith({ unit: '14' }),
    'country-in-letters': orderLineWith({ country: 'FRA' }),
    'line-currency': orderLineWith({ currency: '502' }),
    'gnum-begins-with-2': orderLineWith({ gnum: 2 }),
    'gnum-0': orderLineWith({ gnum: 0 }),
    'gnum-in-letters': orderLineWith({ gnum: 'one' }),
    'gnum-with-a-gap': { lines: [1, 3].map((gnum) => ({ ...orderLine(CLEAN_DEAL.goods[0]!, 0), gnum })) },
  }),
  faults('payments-that-break-a-rule', 'One receipt -401009 for each.', 'payment', '-401009', {
    'no-payer-name': { payerName: undefined },
    'negative-amount': { amountPaid: '-109.10' },
    'payment-currency': { currency: '502' },
    'payment-month-13': { payTime: '20261311000000' },
    'payment-name-as-number': { payerName: 7 },
    'payment-without-order-number': { orderNo: undefined },
    'payment-with-an-empty-order-number': { orderNo: '' },
  }),
  faults('waybills-that-break-a-rule', 'One receipt -504011 for each.', 'waybill', '-504011', {
    'no-consignee': { consignee: undefined },
    'negative-weight': { weight: '-0.80' },
    'packs-in-letters': { packNo: 'one' },
    'negative-insurance': { insuredFee: '-1' },
    'waybill-currency': { currency: '502' },
    'waybill-without-order-number': { orderNo: undefined },
    'waybill-with-an-empty-order-number': { orderNo: null },
  }),
  faults(
    'inventories-that-break-a-rule',
    'One receipt -621001 for each; what the bonded mode requires is required.',
    'inventory',
    '-621001',
    {
      'no-ems-no': { emsNo: undefined },
      'no-area-code': { areaCode: '' },
      'no-area-name': { areaName: null },
      'no-record-number': inventoryLineWith({ itemRecordNo: undefined }),
      'trade-mode-9610': { tradeMode: '9610' },
      'ie-flag-e': { ieFlag: 'E' },
      'declared-in-month-13': { declTime: '20261301' },
      'inventory-id-type-2': { buyerIdType: '2' },
      'inventory-line-currency': inventoryLineWith({ currency: '502' }),
      'negative-gross-weight': { grossWeight: '-1' },
      'negative-line-quantity': inventoryLineWith({ qty1: '-1' }),
    },
  ),
  faults(
    'an-inventory-where-the-engine-declares',
    'The merchant is registered for declarations by the engine: its inventory is refused.',
    'inventory',
    '-621001',
    { 'engine-declares': { ebcCode: MERCHANT } },
  ),
  {
    name: 'several-faults-one-receipt',
    about: 'Three failing fields bring one receipt; their personal values do not stand in it.',
    records: [orderAt(0, dealOf(), { buyerIdType: '2', acturalPaid: 'x', buyerIdNumber: '9'.repeat(61) })],
    expect: { clearances: [], receipts: receiptsOf({ order: ['-301008'] }), unseen: ['9'.repeat(61)], waiting: 0 },
  },
  {
    name: 'a-faulty-document-changes-nothing',
    about: 'A change that breaks a rule is refused as such; the accepted order stays and is matched.',
    records: [
      orderAt(0),
      orderAt(SECOND, dealOf(), { appType: '2', appTime: '20261111000100', acturalPaid: '-1' }),
      paymentAt(2 * SECOND),
      waybillAt(3 * SECOND),
    ],
    expect: { clearances: [released()], receipts: receiptsOf({ order: ['-301008', '120'] }) },
  },
];
