import { CHOCOLATE, OLIVE_OIL } from './base-goods';
import { DAY, HOUR, MINUTE, SECOND } from './base';
import { DECLARED_DEAL, type Deal } from './documents';
import {
  closed,
  expired,
  inspected,
  matchedReceipts,
  notice,
  receiptsOf,
  reducedVat,
  refused,
  released,
  returnedTo,
} from './expectations';
import { arrivalAt, cancellationAt, gateOutAt, returnAt, rulingAt } from './life-records';
import { bundleAt, dealOf, declaredBundleAt, orderAt, paymentAt } from './records';
import { inspection } from './reference-changes';
import type { ExpectedClearance, Scenario, ScenarioRecord } from './scenario';

const CHOCOLATE_NO = CHOCOLATE.itemRecordNo;
const OLIVE_OIL_NO = OLIVE_OIL.itemRecordNo;
const GRANTED = ['120', '800'];
const HALF = reducedVat('50.00', '4.55');
const NOTHING = reducedVat('0.00', '0.00');
/** The release of `bundleAt(0)`. */
export const RELEASED_AT = 2 * SECOND;

/** Three boxes at 33.33 with freight 10.00: 109.99 and 10.01 tax, neither of which divides by three. */
const THREE: Deal = dealOf({ goods: [{ item: CHOCOLATE, qty: '3', price: '33.33' }], taxTotal: '10.01' });
const TWO_LINES: Deal = dealOf({
  goods: [
    { item: CHOCOLATE, qty: '2', price: '45.00' },
    { item: OLIVE_OIL, qty: '1', price: '90.00' },
  ],
});

/** A return that is refused with a code, after what went before. */
function refusedWith(
  name: string,
  about: string,
  code: string,
  before: ScenarioRecord[],
  clearances: ExpectedClearance[],
  sent: { at?: number; pieces?: [number, string][]; fields?: Record<string, unknown> } = {},
): Scenario {
  const at = sent.at ?? (before.at(-1)?.at ?? 0) + MINUTE;
  return {
    name,
    about,
    records: [...before, returnAt(at, sent.pieces ?? [[1, '1']], dealOf(), sent.fields)],
    expect: { clearances, receipts: receiptsOf({ return: [code] }), deadLetters: [] },
  };
}

const ACCEPTED: Scenario[] = [
  {
    name: 'half-of-a-parcel-is-returned',
    about: 'One of two boxes goes back: quota and tax halve at once, stock waits for the arrival, no STOP.',
    records: [...bundleAt(0), gateOutAt(HOUR), returnAt(DAY, [[1, '1']])],
    expect: {
      clearances: [released(), closed(), returnedTo('50.00', HALF, { revision: 3 })],
      receipts: receiptsOf({
        ...matchedReceipts('800'),
        inventory: ['120', '800', '899'],
        return: GRANTED,
      }),
      notices: [notice('SHIP')],
      quotaUsed: '50.00',
      stock: { [CHOCOLATE_NO]: { reduced: '2' } },
    },
  },
  {
    name: 'a-whole-parcel-is-returned-and-arrives',
    about: 'Everything comes back: no quota, no tax, and after the arrival no stock is missing.',
    records: [...bundleAt(0), gateOutAt(HOUR), returnAt(DAY, [[1, '2']]), arrivalAt(3 * DAY, [[1, '2']])],
    expect: {
      clearances: [released(), closed(), returnedTo('0.00', NOTHING, { revision: 3 })],
      notices: [notice('SHIP')],
      deadLetters: [],
      quotaUsed: '0.00',
      stock: {},
    },
  },
  {
    name: 'a-return-before-the-gate',
    about: 'A released parcel that has not left may be returned too; its stock still waits for the arrival.',
    records: [...bundleAt(0), returnAt(HOUR, [[1, '2']]), arrivalAt(2 * HOUR, [[1, '1']])],
    expect: {
      clearances: [released(), returnedTo('0.00', NOTHING)],
      notices: [notice('SHIP')],
      quotaUsed: '0.00',
      stock: { [CHOCOLATE_NO]: { reserved: '1' } },
    },
  },
  {
    name: 'returned-piece-by-piece',
    about: 'A third of 109.99 and of 10.01 goes down with each box, half up; the last takes the remainder.',
    records: [
      ...bundleAt(0, THREE),
      gateOutAt(HOUR),
      returnAt(DAY, [[1, '1']], THREE, {}, 1),
      returnAt(2 * DAY, [[1, '1']], THREE, {}, 2),
      returnAt(3 * DAY, [[1, '1']], THREE, {}, 3),
    ],
    expect: {
      clearances: [
        released(),
        closed(),
        returnedTo('73.33', reducedVat('73.33', '6.67'), { revision: 3 }),
        returnedTo('36.67', reducedVat('36.67', '3.33'), { revision: 4 }),
        returnedTo('0.00', NOTHING, { revision: 5 }),
      ],
      receipts: receiptsOf({ return: [...GRANTED, ...GRANTED, ...GRANTED] }, THREE),
      quotaUsed: '0.00',
      stock: { [CHOCOLATE_NO]: { reduced: '3' } },
    },
  },
  {
    name: 'one-line-of-two-is-returned',
    about: 'The other line keeps its price and its taxes; arrivals come in two deliveries.',
    records: [
      ...bundleAt(0, TWO_LINES, { order: { acturalPaid: '199.10', goodsValue: '180.00' } }),
      gateOutAt(HOUR),
      returnAt(DAY, [[1, '2']], TWO_LINES),
      arrivalAt(2 * DAY, [[1, '1']]),
      arrivalAt(3 * DAY, [[1, '1']]),
    ],
    expect: {
      clearances: [
        released({ tax: { dutiablePrice: '190.00', valueAddedTax: '14.64' } }),
        closed(),
        returnedTo('95.00', reducedVat('95.00', '5.99'), {
          revision: 3,
          tax: {
            dutiablePrice: '95.00',
            total: '5.99',
            lines: [
              { gnum: 1, dutiablePrice: '0.00', valueAddedTax: '0.00' },
              { gnum: 2, dutiablePrice: '95.00', valueAddedTax: '5.99' },
            ],
          },
        }),
      ],
      quotaUsed: '95.00',
      stock: { [OLIVE_OIL_NO]: { reduced: '1' } },
    },
  },
  {
    name: 'a-return-of-a-declared-inventory',
    about: 'The agent names the gnum of its own inventory.',
    records: [...declaredBundleAt(0), gateOutAt(HOUR), returnAt(DAY, [[1, '1']], DECLARED_DEAL)],
    expect: {
      clearances: [released(), closed(), returnedTo('50.00', HALF, { revision: 3 })],
      receipts: receiptsOf({ inventory: ['120', '800', '899'], return: GRANTED }),
    },
  },
  {
    name: 'a-return-on-the-thirtieth-day',
    about: 'Thirty times 24 hours after the release is still in time.',
    records: [...bundleAt(0), returnAt(RELEASED_AT + 30 * DAY, [[1, '1']])],
    expect: { clearances: [released(), returnedTo('50.00', HALF)], receipts: receiptsOf({ return: GRANTED }) },
  },
  {
    name: 'a-return-in-the-next-year',
    about: 'What comes back in January is given back to the year in which it was counted.',
    records: [...bundleAt(40 * DAY), returnAt(60 * DAY, [[1, '2']])],
    expect: { clearances: [released(), returnedTo('0.00', NOTHING)], quotaUsed: '0.00' },
  },
  {
    name: 'a-return-after-a-release-by-an-officer',
    about: "The thirty days count from the officer's release.",
    reference: inspection({ rates: { advanced: 1, regular: 1, discredited: 1 }, roster: ['officer-1'] }),
    records: [...bundleAt(0), rulingAt(10 * DAY, 'release'), returnAt(40 * DAY, [[1, '1']])],
    expect: {
      clearances: [inspected(), released({ revision: 2 }), returnedTo('50.00', HALF, { revision: 3 })],
      receipts: receiptsOf({ return: GRANTED }),
    },
  },
];

const REFUSED: Scenario[] = [
  refusedWith('a-return-of-an-unknown-parcel', 'The field by which it is not found is named.', '-625001', [], []),
  refusedWith(
    'a-return-with-another-number',
    "The filled invtNo is not the parcel's.",
    '-625001',
    bundleAt(0),
    [released()],
    { fields: { invtNo: '46122026I000000099' } },
  ),
  refusedWith(
    'a-return-whose-fields-are-faulty',
    'A negative quantity: a receipt, and nothing else happens.',
    '-625001',
    bundleAt(0),
    [released()],
    { pieces: [[1, '-1']] },
  ),
  refusedWith(
    'a-return-of-nothing',
    'A line of which nothing comes back is a field fault.',
    '-625001',
    bundleAt(0),
    [released()],
    { pieces: [[1, '0.0']] },
  ),
  refusedWith('a-return-that-changes-a-return', 'Only appType 1 is taken.', '-625001', bundleAt(0), [released()], {
    fields: { appType: '2' },
  }),
  refusedWith('a-return-without-lines', 'There is nothing to take back.', '-625006', bundleAt(0), [released()], {
    fields: { lines: [] },
  }),
  refusedWith('a-return-of-an-unknown-line', 'The parcel has one line.', '-625209', bundleAt(0), [released()], {
    pieces: [
      [1, '1'],
      [2, '1'],
    ],
  }),
  refusedWith('a-return-of-more-than-was-bought', 'Two boxes were bought.', '-625209', bundleAt(0), [released()], {
    pieces: [[1, '2.00001']],
  }),
  refusedWith(
    'a-line-returned-twice-in-one-return',
    'Its mentions are taken together.',
    '-625209',
    bundleAt(0),
    [released()],
    {
      pieces: [
        [1, '1'],
        [1, '2'],
      ],
    },
  ),
  refusedWith('a-return-of-a-waiting-parcel', 'It was never released.', '-625022', [orderAt(0)], []),
  refusedWith(
    'a-return-of-an-expired-parcel',
    'Nor was this one.',
    '-625022',
    [orderAt(0), paymentAt(2 * DAY)],
    [expired(['payment', 'waybill'])],
  ),
  refusedWith(
    'a-return-of-a-refused-parcel',
    'Nor was this one, which did not match.',
    '-625022',
    bundleAt(0, dealOf(), { payment: { amountPaid: '109.00' } }),
    [refused([{ reason: 'AMOUNT_MISMATCH' }])],
  ),
  refusedWith(
    'a-return-of-a-cancelled-parcel',
    'Its goods never left.',
    '-625022',
    [...bundleAt(0), cancellationAt(MINUTE)],
    [released(), { parcelId: released().parcelId, revision: 2, outcome: 'CANCELLED' }],
  ),
  refusedWith('a-return-after-thirty-days', 'One millisecond too late.', '-625022', bundleAt(0), [released()], {
    at: RELEASED_AT + 30 * DAY + 1,
  }),
  {
    name: 'a-return-sent-twice',
    about: 'The key of a return is its guid: the repeat is told so, and nothing goes down twice.',
    records: [...bundleAt(0), returnAt(HOUR, [[1, '1']]), returnAt(2 * HOUR, [[1, '1']])],
    expect: {
      clearances: [released(), returnedTo('50.00', HALF)],
      receipts: receiptsOf({ return: [...GRANTED, '-625201'] }),
      quotaUsed: '50.00',
    },
  },
  {
    name: 'more-returned-in-all-than-was-bought',
    about: 'The second return asks for more than the first one left.',
    records: [...bundleAt(0), returnAt(HOUR, [[1, '1']]), returnAt(2 * HOUR, [[1, '2']], dealOf(), {}, 2)],
    expect: {
      clearances: [released(), returnedTo('50.00', HALF)],
      receipts: receiptsOf({ return: [...GRANTED, '-625209'] }),
    },
  },
];

export const RETURNS: Scenario[] = [...ACCEPTED, ...REFUSED];
