import { DAY, HOUR, MINUTE, SECOND, isoAt } from './base';
import { AMOUNT, UNPAID, WITHDRAW, all } from './changes.scenario';
import { DECLARED_DEAL } from './documents';
import { expired, receiptsOf, released, type Statuses } from './expectations';
import { bundleAt, dealOf, declaredBundleAt, declaredDealOf, orderAt, paymentAt, waybillAt } from './records';
import { settings } from './reference-changes';
import { EARLIER, LATER } from './repeats.scenario';
import type { Scenario } from './scenario';

const NO_MORE: Statuses = { order: ['120'], payment: ['120'], waybill: ['120'], inventory: ['120'] };

export const WITHDRAWALS: Scenario[] = [
  {
    name: 'everything-withdrawn',
    about: 'Each withdrawal is answered by 120 at once; a parcel without documents waits for nothing.',
    records: [
      orderAt(0),
      paymentAt(SECOND),
      ...[orderAt, paymentAt].map((sent, place) => sent(MINUTE + place, dealOf(), WITHDRAW)),
    ],
    until: 3 * DAY,
    expect: { clearances: [], receipts: receiptsOf({ order: ['120'], payment: ['120'], waybill: [] }), waiting: 0 },
  },
  {
    name: 'everything-of-a-refused-parcel-withdrawn',
    about: 'All four documents of a refused parcel go; nothing expires afterwards.',
    records: [...declaredBundleAt(0, DECLARED_DEAL, UNPAID), ...declaredBundleAt(MINUTE, DECLARED_DEAL, all(WITHDRAW))],
    until: 3 * DAY,
    expect: {
      clearances: [AMOUNT],
      receipts: receiptsOf(Object.fromEntries(Object.keys(NO_MORE).map((kind) => [kind, ['100', '120']]))),
      waiting: 0,
    },
  },
  {
    name: 'a-withdrawn-waybill-is-not-unclaimed',
    about: 'A waybill withdrawn before its window ends gets its 120 and nothing more.',
    records: [waybillAt(0), waybillAt(MINUTE, dealOf(), WITHDRAW)],
    until: 3 * DAY,
    expect: { clearances: [], receipts: receiptsOf({ waybill: ['120'] }) },
  },
  {
    name: 'a-new-window-after-everything-was-withdrawn',
    about: 'The order comes back after 20 hours: its window starts anew.',
    records: [
      orderAt(0),
      orderAt(MINUTE, dealOf(), WITHDRAW),
      orderAt(20 * HOUR, dealOf(), { appTime: '20261111200000' }),
    ],
    until: 3 * DAY,
    expect: {
      clearances: [expired(['payment', 'waybill'], { decidedAt: isoAt(44 * HOUR) })],
      receipts: receiptsOf({ order: ['120', '100'] }),
    },
  },
  {
    name: 'another-payment-after-a-withdrawal',
    about: 'The refused payment is withdrawn, so the parcel takes another transaction and is released.',
    records: [
      ...bundleAt(0, dealOf(), { ...UNPAID, order: { payTransactionId: undefined } }),
      paymentAt(HOUR, dealOf(), WITHDRAW),
      paymentAt(2 * HOUR, dealOf({ payTransactionId: 'TXN-0002' })),
    ],
    expect: {
      clearances: [AMOUNT, released({ revision: 2, payTransactionId: 'TXN-0002' })],
      receipts: [
        ...receiptsOf({ order: ['100', '120'], payment: ['100', '120'] }),
        ...receiptsOf({ payment: ['120'] }, dealOf({ payTransactionId: 'TXN-0002' })),
      ],
    },
  },
  {
    name: 'another-waybill-after-a-withdrawal',
    about: 'While the parcel waits its waybill is withdrawn and another one takes its place.',
    records: [
      orderAt(0),
      waybillAt(SECOND),
      waybillAt(MINUTE, dealOf(), WITHDRAW),
      waybillAt(2 * MINUTE, dealOf({ logisticsNo: 'WB-0002' })),
      paymentAt(3 * MINUTE),
    ],
    expect: {
      clearances: [released({ logisticsNo: 'WB-0002' })],
      receipts: [
        ...receiptsOf({ waybill: ['120'] }),
        ...receiptsOf({ waybill: ['120'] }, dealOf({ logisticsNo: 'WB-0002' })),
      ],
    },
  },
  {
    name: 'a-withdrawal-from-a-refused-parcel-starts-a-window',
    about: 'The parcel waits again, a day from the withdrawal, and expires as revision 2.',
    records: [...bundleAt(0, dealOf(), UNPAID), paymentAt(HOUR, dealOf(), WITHDRAW)],
    until: 3 * DAY,
    expect: {
      clearances: [AMOUNT, expired(['payment'], { revision: 2, decidedAt: isoAt(25 * HOUR) })],
      receipts: receiptsOf({ order: ['100', '100'], payment: ['100', '120'], waybill: ['100', '100'] }),
      waiting: 0,
    },
  },
  {
    name: 'a-withdrawal-from-an-expired-parcel-starts-a-window',
    about: 'The order of an expired parcel is withdrawn at 30 h; the payment that is left waits for another day.',
    records: [orderAt(0), paymentAt(SECOND), orderAt(30 * HOUR, dealOf(), { appType: '3', appTime: '20261112060000' })],
    until: 4 * DAY,
    expect: {
      clearances: [
        expired(['waybill'], { decidedAt: isoAt(DAY) }),
        expired(['order', 'waybill'], { revision: 2, decidedAt: isoAt(54 * HOUR) }),
      ],
      receipts: receiptsOf({ order: ['100', '120'], payment: ['100', '100'] }),
    },
  },
  {
    name: 'withdrawals-after-the-release',
    about: 'A released parcel keeps its documents: four "state" codes.',
    records: [...declaredBundleAt(0), ...declaredBundleAt(MINUTE, DECLARED_DEAL, all(WITHDRAW))],
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
    name: 'withdrawals-of-unknown-documents',
    about: 'There is nothing to withdraw: four codes.',
    records: declaredBundleAt(0, DECLARED_DEAL, all(WITHDRAW)),
    expect: {
      clearances: [],
      receipts: receiptsOf({ order: ['-301009'], payment: ['-401006'], waybill: ['-504014'], inventory: ['-621011'] }),
      waiting: 0,
    },
  },
  {
    name: 'withdrawn-twice',
    about: 'After the first withdrawal the order is not there any more.',
    records: [
      orderAt(0),
      orderAt(MINUTE, dealOf(), WITHDRAW),
      orderAt(2 * MINUTE, dealOf(), { appType: '3', appTime: '20261111000200' }),
    ],
    expect: { clearances: [], receipts: receiptsOf({ order: ['120', '-301009'] }), waiting: 0 },
  },
  {
    name: 'an-older-withdrawal',
    about: 'A withdrawal with an older appTime is ignored.',
    records: [
      orderAt(0),
      orderAt(MINUTE, dealOf(), { appType: '3', appTime: EARLIER }),
      paymentAt(2 * MINUTE),
      waybillAt(3 * MINUTE),
    ],
    expect: { clearances: [released()], receipts: receiptsOf({ order: ['-301014', '120'] }) },
  },
  {
    name: 'a-tombstone-keeps-older-orders-out',
    about:
      'An order not later than its withdrawal counts as older; one second later it is welcome, with the same content.',
    records: [
      orderAt(0),
      orderAt(MINUTE, dealOf(), WITHDRAW),
      orderAt(2 * MINUTE, dealOf(), { note: 'written before the withdrawal' }),
      orderAt(3 * MINUTE, dealOf(), { appTime: LATER }),
      orderAt(4 * MINUTE, dealOf(), { appTime: '20261111000101' }),
      paymentAt(5 * MINUTE),
      waybillAt(6 * MINUTE),
    ],
    expect: {
      clearances: [released()],
      receipts: receiptsOf({ order: ['120', '-301014', '-301014', '120'], payment: ['120'] }),
    },
  },
  {
    name: 'tombstones-of-the-other-documents',
    about: 'Payment, waybill and inventory keep tombstones too, each with its own "older" code.',
    records: [
      ...declaredBundleAt(0, DECLARED_DEAL).slice(1),
      ...declaredBundleAt(MINUTE, DECLARED_DEAL, all(WITHDRAW)).slice(1),
      ...declaredBundleAt(2 * MINUTE, declaredDealOf({ appTime: LATER })).slice(1),
    ],
    expect: {
      clearances: [],
      receipts: receiptsOf({ payment: ['120', '-401012'], waybill: ['120', '-504016'], inventory: ['120', '-621012'] }),
      waiting: 0,
    },
  },
  {
    name: 'a-shorter-window-after-a-withdrawal',
    about: 'The new window of a withdrawal is as long as the setting says.',
    reference: settings({ matchWindowHours: 2 }),
    records: [...bundleAt(0, dealOf(), UNPAID), paymentAt(HOUR, dealOf(), WITHDRAW)],
    until: DAY,
    expect: { clearances: [AMOUNT, expired(['payment'], { revision: 2, decidedAt: isoAt(3 * HOUR) })] },
  },
];
