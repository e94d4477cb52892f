import { FIRST_BOOK, SECOND, WAREHOUSE, isoAt } from './base';
import { CHOCOLATE, DECLARING_MERCHANT, MERCHANT, OLIVE_OIL, TOOTHPASTE, TOY } from './base-goods';
import { inventoryLine, orderLine } from './documents';
import { PARCEL, matchedReceipts, notice, parcelIdOf, receiptsOf, reducedVat, refused, released } from './expectations';
import { LI } from './people';
import {
  bundleAt,
  byTime,
  dealOf,
  declaredBundleAt,
  declaredDealOf,
  inventoryAt,
  orderAt,
  paymentAt,
  waybillAt,
} from './records';
import { settings, withoutEnterprises } from './reference-changes';
import type { Scenario } from './scenario';

const TWO_GOODS = dealOf({
  goods: [
    { item: CHOCOLATE, qty: '1', price: '60.00' },
    { item: OLIVE_OIL, qty: '1', price: '30.00' },
  ],
});
const DECLARED_TWO = declaredDealOf({
  goods: [
    { item: TOOTHPASTE, qty: '3', price: '20.00' },
    { item: TOY, qty: '1', price: '30.00' },
  ],
});
const OTHER_PARCEL = dealOf({
  orderNo: 'HM-0002',
  buyer: LI,
  payTransactionId: 'TXN-0002',
  logisticsNo: 'WB-0002',
});

export const BUNDLING: Scenario[] = [
  {
    name: 'clean-release-the-engine-declares',
    about: 'Order, payment and waybill agree: the engine composes the inventory and releases the parcel.',
    records: bundleAt(0),
    anyOrder: true,
    expect: {
      clearances: [
        released({
          decidedAt: isoAt(2 * SECOND),
          emsNo: FIRST_BOOK,
          areaCode: WAREHOUSE,
          logisticsNo: 'WB-0001',
          payTransactionId: 'TXN-0001',
          warnings: [],
          inspection: null,
          tax: { ...reducedVat('100.00', '9.10'), lines: [{ gnum: 1, gcode: '1806900000', dutiablePrice: '100.00' }] },
          quota: { year: 2026, limit: '26000.00', usedBefore: '0.00', usedAfter: '100.00' },
        }),
      ],
      receipts: receiptsOf(matchedReceipts('800')),
      notices: [notice('SHIP')],
      deadLetters: [],
      waiting: 0,
    },
  },
  {
    name: 'clean-release-an-agent-declares',
    about: 'The merchant is registered for declarations by an agent: the parcel is decided with its inventory.',
    records: declaredBundleAt(0),
    anyOrder: true,
    expect: {
      clearances: [released({ decidedAt: isoAt(3 * SECOND), emsNo: FIRST_BOOK, tax: reducedVat('100.00', '9.10') })],
      receipts: receiptsOf(matchedReceipts('800')),
      notices: [notice('SHIP')],
      waiting: 0,
    },
  },
  {
    name: 'three-documents-of-a-declared-parcel-wait',
    about: 'Without its inventory a parcel of an agent-declared merchant stays undecided.',
    records: declaredBundleAt(0).slice(0, 3),
    anyOrder: true,
    expect: {
      clearances: [],
      receipts: receiptsOf({ order: [], payment: [], waybill: [], inventory: [] }),
      waiting: 1,
    },
  },
  {
    name: 'a-merchant-without-a-declares-entry-is-declared-by-the-engine',
    about: 'A registration that does not say who declares means the engine.',
    reference: (base) => ({
      ...base,
      enterprises: base.enterprises.map(({ declares, ...rest }) =>
        rest.code === MERCHANT || declares === undefined ? rest : { ...rest, declares },
      ),
    }),
    records: bundleAt(0),
    anyOrder: true,
    expect: { clearances: [released()], notices: [notice('SHIP')] },
  },
  {
    name: 'two-parcels-do-not-touch-each-other',
    about: 'Documents of two orders arrive mixed; each parcel is decided on its own.',
    records: byTime(...bundleAt(0), ...bundleAt(500, OTHER_PARCEL, { payment: { amountPaid: '109.00' } })),
    anyOrder: true,
    expect: {
      clearances: [
        released(),
        refused([{ reason: 'AMOUNT_MISMATCH', difference: '0.10' }], { parcelId: parcelIdOf(OTHER_PARCEL) }),
      ],
      notices: [notice('SHIP')],
    },
  },
  {
    name: 'an-order-that-names-no-payment',
    about: 'payCode and payTransactionId of the order are optional: without them nothing is compared.',
    records: bundleAt(0, dealOf(), { order: { payCode: undefined, payName: undefined, payTransactionId: null } }),
    anyOrder: true,
    expect: { clearances: [released({ payTransactionId: 'TXN-0001' })], receipts: receiptsOf(matchedReceipts('800')) },
  },
  {
    name: 'freight-comes-from-the-waybill',
    about: 'The waybill says freight 0, which counts as given: the dutiable price leaves the freight of the order out.',
    records: bundleAt(0, dealOf(), { waybill: { freight: '0' } }),
    anyOrder: true,
    expect: { clearances: [released({ tax: reducedVat('90.00', '8.19') })] },
  },
  {
    name: 'freight-of-the-order-stands-in',
    about: 'The waybill gives neither freight nor insured fee: the freight of the order and 0 are taken.',
    records: bundleAt(0, dealOf(), { waybill: { freight: undefined, insuredFee: '' } }),
    anyOrder: true,
    expect: { clearances: [released({ tax: reducedVat('100.00', '9.10') })] },
  },
  {
    name: 'insurance-is-part-of-the-dutiable-price',
    about: 'The insured fee of the waybill is added; freight, missing on the waybill, still comes from the order.',
    records: bundleAt(0, dealOf(), { waybill: { freight: undefined, insuredFee: '5.00' } }),
    anyOrder: true,
    expect: { clearances: [released({ tax: reducedVat('105.00', '9.56') })] },
  },
  {
    name: 'a-declared-inventory-brings-its-own-freight',
    about: 'With a declared inventory its freight and insured fee count, not those of the waybill.',
    records: declaredBundleAt(0, declaredDealOf(), { inventory: { freight: '20.00', insuredFee: '1.00' } }),
    anyOrder: true,
    expect: { clearances: [released({ tax: reducedVat('111.00', '10.10') })] },
  },
  {
    name: 'lines-in-another-order',
    about: 'Lines are taken by gnum wherever they stand in the message.',
    records: declaredBundleAt(0, DECLARED_TWO, {
      inventory: { lines: DECLARED_TWO.goods.map(inventoryLine).reverse() },
    }),
    anyOrder: true,
    expect: {
      clearances: [released({ tax: { ...reducedVat('100.00', '9.10'), lines: [{ gnum: 1 }, { gnum: 2 }] } })],
    },
  },
  {
    name: 'a-declared-line-is-found-by-its-record-number-alone',
    about: 'itemNo, name and model of a declared line are not compared with the book.',
    records: declaredBundleAt(0, declaredDealOf(), {
      order: { lines: [{ ...orderLine(declaredDealOf().goods[0]!, 0), itemName: '新名牙膏' }] },
      inventory: {
        lines: [{ ...inventoryLine(declaredDealOf().goods[0]!, 0), itemNo: 'OTHER', gname: '新名牙膏', gmodel: 'new' }],
      },
    }),
    anyOrder: true,
    expect: { clearances: [released()] },
  },
  {
    name: 'an-unregistered-merchant-declares',
    about: 'The inventory of a merchant nobody registered is accepted, and the parcel refused for the merchant alone.',
    reference: withoutEnterprises(DECLARING_MERCHANT),
    records: [inventoryAt(0), orderAt(SECOND, declaredDealOf()), paymentAt(2 * SECOND), waybillAt(3 * SECOND)],
    expect: {
      clearances: [
        refused([
          {
            reason: 'ENTERPRISE_NOT_ADMITTED',
            code: '-10102',
            left: { document: 'order', field: 'ebcCode', value: DECLARING_MERCHANT },
          },
        ]),
      ],
      receipts: receiptsOf(matchedReceipts('100')),
      notices: [],
    },
  },
  {
    name: 'numbers-where-digits-may-stand',
    about: 'gnum and packNo may be numbers or digits, and both mean the same.',
    records: bundleAt(0, TWO_GOODS, {
      order: {
        lines: TWO_GOODS.goods.map((goods, index) => ({ ...orderLine(goods, index), gnum: String(index + 1) })),
      },
      waybill: { packNo: '1' },
    }),
    anyOrder: true,
    expect: { clearances: [released({ tax: { total: '8.17', lines: [{ gnum: 1 }, { gnum: 2 }] } })] },
  },
  {
    name: 'full-receipts-add-acceptance',
    about: 'With the setting "full" every accepted document first gets receipt 2; a repeat is not an acceptance.',
    reference: settings({ receipts: 'full' }),
    records: [...declaredBundleAt(0), orderAt(5 * SECOND, declaredDealOf())],
    expect: {
      clearances: [released()],
      receipts: receiptsOf({
        order: ['2', '120', '-301010'],
        payment: ['2', '120'],
        waybill: ['2', '120'],
        inventory: ['2', '120', '800'],
      }),
    },
  },
  {
    name: 'full-receipts-of-a-composed-inventory',
    about: 'A composed inventory has the same receipts as a declared one: it is accepted once, not with each revision.',
    reference: settings({ receipts: 'full' }),
    records: [
      ...bundleAt(0, dealOf(), { payment: { amountPaid: '109.00' } }),
      paymentAt(5 * SECOND, dealOf(), { appType: '2', appTime: '20261111000005' }),
    ],
    expect: {
      clearances: [
        { parcelId: PARCEL, revision: 1, outcome: 'REFUSED', reasons: [{ reason: 'AMOUNT_MISMATCH' }] },
        released({ revision: 2 }),
      ],
      receipts: receiptsOf({
        order: ['2', '100', '120'],
        payment: ['2', '100', '2', '120'],
        waybill: ['2', '100', '120'],
        inventory: ['2', '100', '120', '800'],
      }),
    },
  },
];
