import { DAY, HOUR, MINUTE } from './base';
import { CHOCOLATE, HANDBAG, OLIVE_OIL } from './base-goods';
import type { Deal } from './documents';
import { inspected, matchedReceipts, notice, receiptsOf, refused, released } from './expectations';
import { ANOTHER, AT_THE_BRIM, annualLimit, nth, stockShort } from './ledger-parcels';
import { LI, WANG } from './people';
import { bundleAt, dealOf, paymentAt } from './records';
import { changes, inspection, item, openingQuota } from './reference-changes';
import { LATER } from './repeats.scenario';
import type { Scenario } from './scenario';

function threeAndTwo(): Deal {
  return dealOf({
    goods: [
      { item: CHOCOLATE, qty: '3', price: '10.00' },
      { item: CHOCOLATE, qty: '2', price: '11.00' },
    ],
  });
}

function twoOfEach(qty: string): Deal {
  return dealOf({
    goods: [
      { item: CHOCOLATE, qty, price: '10.00' },
      { item: OLIVE_OIL, qty, price: '10.00' },
    ],
  });
}

export const STOCK: Scenario[] = [
  {
    name: 'the-last-pieces',
    about: 'The parcel takes exactly what is left.',
    reference: item(CHOCOLATE, { stock: '2' }),
    records: bundleAt(0),
    anyOrder: true,
    expect: { clearances: [released()] },
  },
  {
    name: 'one-piece-short',
    about: 'Two boxes are ordered, one and a half are left.',
    reference: item(CHOCOLATE, { stock: '1.5' }),
    records: bundleAt(0),
    anyOrder: true,
    expect: {
      clearances: [refused([stockShort('2', '1.5')])],
      receipts: receiptsOf(matchedReceipts('100')),
      notices: [],
    },
  },
  {
    name: 'an-earlier-parcel-took-the-stock',
    about: 'Of three boxes the first parcel takes two; one is left for the second, which wants two.',
    reference: item(CHOCOLATE, { stock: '3' }),
    records: [...bundleAt(0), ...bundleAt(HOUR, nth(2, { buyer: LI }))],
    expect: { clearances: [released(), refused([stockShort('2', '1')], ANOTHER)], notices: [notice('SHIP')] },
  },
  {
    name: 'several-lines-of-one-item-fit',
    about: 'Two lines want three and two boxes of the same item, five are there.',
    reference: item(CHOCOLATE, { stock: '5' }),
    records: bundleAt(0, threeAndTwo()),
    anyOrder: true,
    expect: { clearances: [released()] },
  },
  {
    name: 'several-lines-of-one-item-are-short',
    about: 'Each line alone would fit, both together do not: one entry for the item.',
    reference: item(CHOCOLATE, { stock: '4' }),
    records: bundleAt(0, threeAndTwo()),
    anyOrder: true,
    expect: { clearances: [refused([stockShort('5', '4')])] },
  },
  {
    name: 'two-items-are-short',
    about: 'One entry for each item; nothing of the parcel is taken, so a smaller parcel passes.',
    reference: changes(item(CHOCOLATE, { stock: '1' }), item(OLIVE_OIL, { stock: '1' })),
    records: [...bundleAt(0, twoOfEach('2')), ...bundleAt(HOUR, nth(2, { goods: twoOfEach('1').goods }))],
    expect: {
      clearances: [refused([stockShort('2', '1'), stockShort('2', '1')]), released(ANOTHER)],
    },
  },
  {
    name: 'one-of-two-items-is-short',
    about: 'The item that is there is not taken by the refused parcel.',
    reference: changes(item(CHOCOLATE, { stock: '2' }), item(OLIVE_OIL, { stock: '1' })),
    records: [...bundleAt(0, twoOfEach('2')), ...bundleAt(HOUR, nth(2))],
    expect: { clearances: [refused([stockShort('2', '1')]), released(ANOTHER)] },
  },
  {
    name: 'a-stock-shortage-gives-the-quota-back',
    about: 'The first parcel is granted the rest of the year, then refused for stock; the next of the buyer passes.',
    reference: changes(AT_THE_BRIM, item(CHOCOLATE, { stock: '1' })),
    records: [...bundleAt(0), ...bundleAt(HOUR, nth(2, { goods: [{ item: OLIVE_OIL, qty: '1', price: '90.00' }] }))],
    expect: {
      clearances: [
        refused([stockShort('2', '1')]),
        released({ ...ANOTHER, quota: { usedBefore: '25900.00', usedAfter: '26000.00' } }),
      ],
    },
  },
  {
    name: 'quota-goes-before-stock',
    about: 'Over the annual limit and short of stock: the parcel is refused for the limit alone.',
    reference: changes(openingQuota(WANG.idNumber, '26000.00'), item(CHOCOLATE, { stock: '0' })),
    records: bundleAt(0),
    anyOrder: true,
    expect: { clearances: [refused([annualLimit('100.00', '0.00', '100.00')], { quota: { usedAfter: '26000.00' } })] },
  },
  {
    name: 'an-annual-refusal-takes-no-stock',
    about: 'The parcel over the limit leaves the last two boxes to another buyer.',
    reference: changes(openingQuota(WANG.idNumber, '26000.00'), item(CHOCOLATE, { stock: '2' })),
    records: [...bundleAt(0), ...bundleAt(HOUR, nth(2, { buyer: LI }))],
    expect: {
      clearances: [
        refused([annualLimit('100.00', '0.00', '100.00')], { quota: { usedAfter: '26000.00' } }),
        released(ANOTHER),
      ],
    },
  },
  {
    name: 'a-corrected-parcel-comes-too-late-for-the-stock',
    about: 'While the first parcel stood refused, the second took the last boxes: revision 2 is short.',
    reference: item(CHOCOLATE, { stock: '2' }),
    records: [
      ...bundleAt(0, dealOf(), { payment: { amountPaid: '1.00' } }),
      ...bundleAt(MINUTE, nth(2, { buyer: LI })),
      paymentAt(HOUR, dealOf(), { appType: '2', appTime: LATER }),
    ],
    expect: {
      clearances: [
        refused([{ reason: 'AMOUNT_MISMATCH' }]),
        refused([stockShort('2', '0')], { revision: 2 }),
        released(ANOTHER),
      ],
    },
  },
  {
    name: 'an-inspected-parcel-holds-its-stock',
    about: 'The goods of a held parcel are taken; another buyer finds none.',
    reference: changes(
      item(HANDBAG, { stock: '1' }),
      inspection({ rates: { advanced: 1, regular: 1, discredited: 1 }, roster: ['officer-1'] }),
    ),
    records: [
      ...bundleAt(0, dealOf({ goods: [{ item: HANDBAG, qty: '1', price: '900.00' }] })),
      ...bundleAt(DAY / 2, nth(2, { buyer: LI, goods: [{ item: HANDBAG, qty: '1', price: '900.00' }] })),
    ],
    expect: { clearances: [inspected(), refused([stockShort('1', '0')], ANOTHER)], notices: [notice('HOLD')] },
  },
];
