import { MINUTE, SECOND, DAY } from './base';
import { CHOCOLATE } from './base-goods';
import { DECLARED_DEAL } from './documents';
import {
  cancelled,
  closed,
  expired,
  inspected,
  matchedReceipts,
  notice,
  receiptsOf,
  refused,
  released,
  reviewed,
} from './expectations';
import { cancellationAt, gateOutAt, returnAt, rulingAt } from './life-records';
import { bundleAt, dealOf, declaredBundleAt, inventoryAt, orderAt, paymentAt, waybillAt } from './records';
import { inspection } from './reference-changes';
import type { ExpectedClearance, Scenario, ScenarioRecord } from './scenario';
import { unknownRateDeal } from './tax.scenario';

const EVERY_PARCEL = inspection({ rates: { advanced: 1, regular: 1, discredited: 1 }, roster: ['officer-1'] });
const NOTHING_LEFT = { quotaUsed: '0.00', stock: {} };
const GRANTED = ['120', '399'];

/** A cancellation that is refused with a code, after what went before. */
function refusedWith(
  name: string,
  about: string,
  code: string,
  before: ScenarioRecord[],
  clearances: ExpectedClearance[],
  fields: Record<string, unknown> = {},
): Scenario {
  const at = (before.at(-1)?.at ?? 0) + MINUTE;
  return {
    name,
    about,
    records: [...before, cancellationAt(at, dealOf(), fields)],
    expect: { clearances, receipts: receiptsOf({ cancellation: [code] }), deadLetters: [] },
  };
}

export const CANCELLATIONS: Scenario[] = [
  {
    name: 'a-released-parcel-is-cancelled',
    about: 'Quota and stock come back, the warehouse is stopped; the cancellation alone is told, 120 and 399.',
    records: [...bundleAt(0), cancellationAt(MINUTE)],
    expect: {
      clearances: [released(), cancelled()],
      receipts: receiptsOf({ ...matchedReceipts('800'), cancellation: GRANTED }),
      notices: [notice('SHIP'), notice('STOP', 2)],
      waiting: 0,
      ...NOTHING_LEFT,
    },
  },
  {
    name: 'an-inspected-parcel-is-cancelled',
    about: 'A parcel that is held for inspection may still be cancelled.',
    reference: EVERY_PARCEL,
    records: [...bundleAt(0), cancellationAt(MINUTE)],
    expect: {
      clearances: [inspected(), cancelled()],
      receipts: receiptsOf({ cancellation: GRANTED }),
      notices: [notice('HOLD'), notice('STOP', 2)],
      ...NOTHING_LEFT,
    },
  },
  {
    name: 'a-reviewed-parcel-is-cancelled',
    about: 'So may one in manual review.',
    records: [...bundleAt(0, unknownRateDeal()), cancellationAt(MINUTE)],
    expect: {
      clearances: [reviewed(), cancelled()],
      receipts: receiptsOf({ cancellation: GRANTED }),
      notices: [notice('HOLD'), notice('STOP', 2)],
      ...NOTHING_LEFT,
    },
  },
  {
    name: 'a-cancellation-with-the-parcels-number',
    about: 'A filled invtNo must be the one the parcel was given.',
    records: [...bundleAt(0), cancellationAt(MINUTE, dealOf(), { invtNo: '46122026I000000001' })],
    expect: {
      clearances: [released({ invtNo: '46122026I000000001' }), cancelled({ invtNo: '46122026I000000001' })],
      receipts: receiptsOf({ cancellation: GRANTED }),
    },
  },
  refusedWith('a-cancellation-of-an-unknown-parcel', 'Nobody has heard of the number.', '-623003', [], []),
  refusedWith(
    'a-cancellation-with-another-number',
    "The filled invtNo is not the parcel's; this goes before everything else.",
    '-623003',
    bundleAt(0),
    [released()],
    { invtNo: '46122026I000000099' },
  ),
  refusedWith(
    'a-cancellation-whose-fields-are-faulty',
    'The reason is missing: a receipt, and nothing else happens.',
    '-623001',
    bundleAt(0),
    [released()],
    { reason: undefined },
  ),
  refusedWith(
    'a-cancellation-that-is-a-draft',
    'appStatus 1 is only stored by the port.',
    '1',
    bundleAt(0),
    [released()],
    { appStatus: '1' },
  ),
  refusedWith(
    'a-cancellation-of-a-waiting-parcel',
    'There is no decision to cancel yet; the sender withdraws the documents.',
    '-623005',
    [orderAt(0)],
    [],
  ),
  refusedWith(
    'a-cancellation-of-a-refused-parcel',
    'Nothing is counted for a refused parcel.',
    '-623005',
    bundleAt(0, dealOf(), { payment: { amountPaid: '109.00' } }),
    [refused([{ reason: 'AMOUNT_MISMATCH' }])],
  ),
  refusedWith(
    'a-cancellation-of-an-expired-parcel',
    'Nor for an expired one.',
    '-623005',
    [orderAt(0), paymentAt(2 * DAY)],
    [expired(['payment', 'waybill'])],
  ),
  refusedWith(
    'a-cancellation-after-the-gate',
    'The parcel has left; the buyer sends it back instead.',
    '-623005',
    [...bundleAt(0), gateOutAt(MINUTE)],
    [released(), closed()],
  ),
  refusedWith(
    'a-cancellation-after-a-return',
    'A part was returned before: a return it stays.',
    '-623005',
    [...bundleAt(0), returnAt(MINUTE, [[1, '1']])],
    [released(), { parcelId: released().parcelId, revision: 2, outcome: 'RETURNED', returnStatus: '700' }],
  ),
  {
    name: 'a-cancellation-of-a-detained-parcel',
    about: 'Customs holds the goods: the merchant cannot take them back.',
    reference: EVERY_PARCEL,
    records: [...bundleAt(0), rulingAt(MINUTE, 'detain'), cancellationAt(2 * MINUTE)],
    expect: {
      clearances: [inspected(), { parcelId: released().parcelId, revision: 2, outcome: 'DETAINED' }],
      receipts: receiptsOf({ cancellation: ['-623005'] }),
      stock: { [CHOCOLATE.itemRecordNo]: { reserved: '2' } },
    },
  },
  {
    name: 'cancelled-twice',
    about: 'The second cancellation is told that one was granted; nothing comes back twice.',
    records: [...bundleAt(0), cancellationAt(MINUTE), cancellationAt(2 * MINUTE)],
    expect: {
      clearances: [released(), cancelled()],
      receipts: receiptsOf({ cancellation: [...GRANTED, '-623009'] }),
      ...NOTHING_LEFT,
    },
  },
  {
    name: 'a-cancelled-number-is-not-used-again',
    about: 'Every document that comes later under the number is turned away, whatever it asks for.',
    records: [
      ...declaredBundleAt(0),
      cancellationAt(MINUTE, DECLARED_DEAL),
      orderAt(2 * MINUTE, DECLARED_DEAL, { appType: '2', appTime: '20261111000200', note: 'changed' }),
      paymentAt(3 * MINUTE, DECLARED_DEAL, { appType: '3', appTime: '20261111000300' }),
      waybillAt(4 * MINUTE, DECLARED_DEAL, { appTime: '20261111000400', weight: '0.90' }),
      inventoryAt(5 * MINUTE, DECLARED_DEAL, { appType: '2', appTime: '20261111000500', note: 'changed' }),
    ],
    until: 3 * DAY,
    expect: {
      clearances: [released(), cancelled()],
      receipts: receiptsOf({
        order: ['120', '-301011'],
        payment: ['120', '-401008'],
        waybill: ['120', '-504012'],
        inventory: ['120', '800', '-621012'],
      }),
      waiting: 0,
    },
  },
  {
    name: 'what-a-cancellation-gives-back-is-free-again',
    about: 'The last two boxes of the book go to the next parcel once the first is cancelled.',
    reference: (base) => ({
      ...base,
      books: base.books.map((book) => ({
        ...book,
        items: book.items.map((item) =>
          item.itemRecordNo === CHOCOLATE.itemRecordNo ? { ...item, stock: '2' } : item,
        ),
      })),
    }),
    records: [
      ...bundleAt(0),
      cancellationAt(MINUTE),
      ...bundleAt(2 * MINUTE, dealOf({ orderNo: 'HM-0002', payTransactionId: 'TXN-0002', logisticsNo: 'WB-0002' })),
    ],
    expect: {
      clearances: [released(), cancelled(), released({ parcelId: '0000EBP001:HM-0002' })],
      quotaUsed: '100.00',
      stock: { [CHOCOLATE.itemRecordNo]: { reserved: '2' } },
    },
  },
  {
    name: 'a-cancellation-just-after-the-decision',
    about: 'A cancellation that comes in the same second acts after the decision it cancels.',
    records: [...bundleAt(0), cancellationAt(2 * SECOND)],
    expect: { clearances: [released(), cancelled()], ...NOTHING_LEFT },
  },
];
