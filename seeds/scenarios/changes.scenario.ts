import { DAY, HOUR, MINUTE, SECOND, isoAt } from './base';
import { DECLARED_DEAL } from './documents';
import { expired, inspected, receiptsOf, refused, released, reviewed } from './expectations';
import {
  bundleAt,
  dealOf,
  declaredBundleAt,
  declaredDealOf,
  inventoryAt,
  orderAt,
  paymentAt,
  waybillAt,
  type BundleChanges,
} from './records';
import { inspection } from './reference-changes';
import { EARLIER, LATER } from './repeats.scenario';
import type { Scenario, ScenarioRecord } from './scenario';
import { unknownRateDeal } from './tax.scenario';

export const UNPAID = { payment: { amountPaid: '109.00' } };
export const AMOUNT = refused([{ reason: 'AMOUNT_MISMATCH' }]);
const CHANGE = { appType: '2', appTime: LATER };
export const WITHDRAW = { appType: '3', appTime: LATER };

/** The same fields on each of the four documents. */
export function all(fields: Record<string, unknown>): BundleChanges {
  return { order: fields, payment: fields, waybill: fields, inventory: fields };
}

/** A refused parcel is put right by one change, and revision 2 is released. */
function corrects(name: string, about: string, wrong: BundleChanges, right: ScenarioRecord, reason: string): Scenario {
  return {
    name,
    about,
    records: [...declaredBundleAt(0, DECLARED_DEAL, wrong), right],
    expect: {
      clearances: [refused([{ reason }]), released({ revision: 2 })],
      receipts: receiptsOf({
        order: ['100', '120'],
        payment: ['100', '120'],
        waybill: ['100', '120'],
        inventory: ['100', '120', '800'],
      }),
    },
  };
}

const RIGHT = declaredDealOf({ appTime: LATER });

export const CHANGES: Scenario[] = [
  {
    name: 'a-change-while-waiting',
    about: 'appType 2 replaces the document of an undecided parcel without a word; the new form is matched.',
    records: [
      orderAt(0, dealOf(), { acturalPaid: '1.00' }),
      orderAt(SECOND, dealOf(), CHANGE),
      paymentAt(2 * SECOND),
      waybillAt(3 * SECOND),
    ],
    expect: { clearances: [released()], receipts: receiptsOf({ order: ['120'] }) },
  },
  corrects(
    'a-changed-order-after-a-refusal',
    'The order is changed so that it agrees with the payment.',
    { order: { acturalPaid: '110.00', goodsValue: '90.90' } },
    orderAt(MINUTE, RIGHT, { appType: '2' }),
    'AMOUNT_MISMATCH',
  ),
  corrects(
    'a-changed-payment-after-a-refusal',
    'The payment is changed.',
    UNPAID,
    paymentAt(MINUTE, RIGHT, { appType: '2' }),
    'AMOUNT_MISMATCH',
  ),
  corrects(
    'a-changed-waybill-after-a-refusal',
    'The waybill is changed.',
    { waybill: { consignee: '王大明' } },
    waybillAt(MINUTE, RIGHT, { appType: '2' }),
    'CONSIGNEE_MISMATCH',
  ),
  corrects(
    'a-changed-inventory-after-a-refusal',
    'The inventory is changed.',
    { inventory: { buyerTelephone: '19911111111' } },
    inventoryAt(MINUTE, RIGHT, { appType: '2' }),
    'INVENTORY_PHONE_MISMATCH',
  ),
  {
    name: 'a-change-after-an-expiry',
    about: 'The changed order opens revision 2 with a window from its record time, which ends without a payment again.',
    records: [
      orderAt(0),
      waybillAt(SECOND),
      orderAt(30 * HOUR, dealOf(), { appType: '2', appTime: '20261112060000', note: 'changed' }),
    ],
    until: 4 * DAY,
    expect: {
      clearances: [expired(['payment']), expired(['payment'], { revision: 2, decidedAt: isoAt(54 * HOUR) })],
      receipts: receiptsOf({ order: ['100', '100'], waybill: ['100', '100'] }),
      waiting: 0,
    },
  },
  {
    name: 'changes-after-the-release',
    about: 'A released parcel allows no change: four "state" codes.',
    records: [...declaredBundleAt(0), ...declaredBundleAt(MINUTE, RIGHT, all({ appType: '2', note: 'changed' }))],
    expect: {
      clearances: [released()],
      receipts: receiptsOf({
        order: ['120', '-301011'],
        payment: ['120', '-401008'],
        waybill: ['120', '-504016'],
        inventory: ['120', '800', '-621012'],
      }),
    },
  },
  {
    name: 'a-change-while-inspected',
    about: 'A parcel in inspection is decided: no change.',
    reference: inspection({ rates: { advanced: 1, regular: 1, discredited: 1 }, roster: ['officer-1'] }),
    records: [...bundleAt(0), orderAt(MINUTE, dealOf(), { ...CHANGE, note: 'changed' })],
    expect: { clearances: [inspected()], receipts: receiptsOf({ order: ['120', '-301011'] }) },
  },
  {
    name: 'a-change-while-in-manual-review',
    about: 'A parcel in manual review is decided: no change, and no withdrawal either.',
    records: [
      ...bundleAt(0, unknownRateDeal()),
      paymentAt(MINUTE, unknownRateDeal(), { ...CHANGE, note: 'changed' }),
      waybillAt(2 * MINUTE, unknownRateDeal(), WITHDRAW),
    ],
    expect: {
      clearances: [reviewed()],
      receipts: receiptsOf({ payment: ['120', '-401008'], waybill: ['120', '-504016'] }),
    },
  },
  {
    name: 'changes-of-unknown-documents',
    about: 'There is nothing to change: four codes, and no parcel comes into being.',
    records: declaredBundleAt(0, DECLARED_DEAL, all(CHANGE)),
    expect: {
      clearances: [],
      receipts: receiptsOf({ order: ['-301009'], payment: ['-401006'], waybill: ['-504014'], inventory: ['-621011'] }),
      waiting: 0,
    },
  },
  {
    name: 'a-change-that-changes-nothing',
    about: 'appType 2 with the same content is a repeat: the "exists" code, and no revision 2 of the refused parcel.',
    records: [...bundleAt(0, dealOf(), UNPAID), orderAt(MINUTE, dealOf(), CHANGE)],
    expect: { clearances: [AMOUNT], receipts: receiptsOf({ order: ['100', '-301010'] }) },
  },
  {
    name: 'an-older-change',
    about: 'A change with an older appTime is ignored while the parcel waits.',
    records: [
      orderAt(0),
      orderAt(SECOND, dealOf(), { appType: '2', appTime: EARLIER, acturalPaid: '1.00' }),
      paymentAt(2 * SECOND),
      waybillAt(3 * SECOND),
    ],
    expect: { clearances: [released()], receipts: receiptsOf({ order: ['-301014', '120'] }) },
  },
  {
    name: 'a-change-of-the-payment-key',
    about: 'A change names its document by the key: another transaction number is unknown.',
    records: [...bundleAt(0, dealOf(), UNPAID), paymentAt(MINUTE, dealOf({ payTransactionId: 'TXN-0002' }), CHANGE)],
    expect: {
      clearances: [AMOUNT],
      receipts: receiptsOf({ payment: ['-401006'] }, dealOf({ payTransactionId: 'TXN-0002' })),
    },
  },
];
