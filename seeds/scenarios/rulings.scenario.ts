import { CHOCOLATE } from './base-goods';
import { DAY, HOUR, MINUTE } from './base';
import { DECLARED_DEAL } from './documents';
import { detained, full, inspected, notice, PARCEL, receiptsOf, refused, released, reviewed } from './expectations';
import { rulingAt } from './life-records';
import { bundleAt, declaredBundleAt, inventoryAt, orderAt, paymentAt, waybillAt } from './records';
import { inspection } from './reference-changes';
import type { Scenario, ScenarioRecord } from './scenario';
import { unknownRateDeal } from './tax.scenario';

const HIT = { advanced: 1, regular: 1, discredited: 1 };
/** Every parcel is drawn, by the only inspector. */
export const INSPECTED = inspection({ rates: HIT, roster: ['officer-1'] });
const RESERVED = { [CHOCOLATE.itemRecordNo]: { reserved: '2' } };
const SENT_BACK = { parcelId: PARCEL, revision: 2, outcome: 'RETURNED', returnStatus: '700', tax: null, quota: null };
export const TAXED = { dutiablePrice: '100.00', valueAddedTax: '9.10', total: '9.10' };
export const COUNTED = { year: 2026, usedBefore: '0.00', usedAfter: '100.00' };

export const RULED_OUT = refused(
  [{ reason: 'RULING', code: '1300', left: { field: 'reasonText', value: '单货不符' } }],
  {
    revision: 2,
  },
);

const OUTCOMES: Scenario[] = [
  {
    name: 'an-inspection-ends-in-a-release',
    about: 'The drawn inspector finds nothing: tax and quota stand, the inventory alone is told, the warehouse ships.',
    reference: INSPECTED,
    records: [...bundleAt(0), rulingAt(HOUR, 'release')],
    expect: {
      clearances: [inspected(), released({ revision: 2, tax: TAXED, quota: COUNTED, inspection: null })],
      receipts: receiptsOf({ order: ['120'], inventory: ['120', '500', '800'] }),
      notices: [notice('HOLD'), notice('SHIP', 2)],
      deadLetters: [],
      quotaUsed: '100.00',
      stock: RESERVED,
    },
  },
  {
    name: 'an-inspection-ends-in-a-refusal',
    about: "The officer refuses: reason RULING with the officer's text, everything comes back, the warehouse stops.",
    reference: INSPECTED,
    records: [...bundleAt(0), rulingAt(HOUR, 'refuse', { reasonText: '单货不符' })],
    expect: {
      clearances: [inspected(), RULED_OUT],
      receipts: receiptsOf({ order: ['120'], payment: ['120'], waybill: ['120'], inventory: ['120', '500', '100'] }),
      notices: [notice('HOLD'), notice('STOP', 2)],
      quotaUsed: '0.00',
      stock: {},
    },
  },
  {
    name: 'an-inspection-ends-in-a-return',
    about: 'The goods must go back abroad: everything is given back at once.',
    reference: INSPECTED,
    records: [...bundleAt(0), rulingAt(HOUR, 'return')],
    expect: {
      clearances: [inspected(), SENT_BACK],
      receipts: receiptsOf({ inventory: ['120', '500', '700'] }),
      notices: [notice('HOLD'), notice('STOP', 2)],
      quotaUsed: '0.00',
      stock: {},
    },
  },
  ...(['501', '502', '503', '599'] as const).map((detainStatus): Scenario => ({
    name: `detained-with-status-${detainStatus}`,
    about: `The officer detains with ${detainStatus}: quota and stock stay counted, the warehouse keeps its HOLD.`,
    reference: INSPECTED,
    records: [...bundleAt(0), rulingAt(HOUR, 'detain', { detainStatus })],
    expect: {
      clearances: [inspected(), detained(detainStatus, { tax: TAXED, quota: COUNTED })],
      receipts: receiptsOf({ inventory: ['120', '500', detainStatus] }),
      notices: [notice('HOLD')],
      quotaUsed: '100.00',
      stock: RESERVED,
    },
  })),
  {
    name: 'detained-and-released-by-another-officer',
    about: 'Without a status it is 599; whoever takes the detention over may end it.',
    reference: INSPECTED,
    records: [
      ...bundleAt(0),
      rulingAt(HOUR, 'detain'),
      rulingAt(2 * HOUR, 'detain', { revision: 2, detainStatus: '501', officer: 'officer-7' }),
      rulingAt(DAY, 'release', { revision: 3, officer: 'officer-9' }),
    ],
    expect: {
      clearances: [
        inspected(),
        detained('599'),
        detained('501', { revision: 3 }),
        released({ revision: 4, tax: TAXED }),
      ],
      receipts: receiptsOf({ inventory: ['120', '500', '599', '501', '800'] }),
      notices: [notice('HOLD'), notice('SHIP', 4)],
      deadLetters: [],
    },
  },
  {
    name: 'detained-and-refused',
    about: 'What was detained is refused: everything comes back.',
    reference: INSPECTED,
    records: [
      ...bundleAt(0),
      rulingAt(HOUR, 'detain'),
      rulingAt(DAY, 'refuse', { revision: 2, reasonText: '单货不符' }),
    ],
    expect: {
      clearances: [inspected(), detained('599'), { ...RULED_OUT, revision: 3 }],
      notices: [notice('HOLD'), notice('STOP', 3)],
      quotaUsed: '0.00',
      stock: {},
    },
  },
  {
    name: 'a-review-ends-with-the-duty-rate',
    about: 'The officer rules 8 %: duty 448.00 on 5,600.00, value added tax on both.',
    records: [
      ...bundleAt(0, unknownRateDeal()),
      rulingAt(HOUR, 'release', { officer: 'officer-5', dutyRates: [{ gnum: 1, rate: '0.08' }] }),
    ],
    expect: {
      clearances: [
        reviewed({ tax: null }),
        released({ revision: 2, tax: full('5600.00', ['448.00', '786.24', '0.00', '1234.24']) }),
      ],
      receipts: receiptsOf({ inventory: ['120', '300', '800'] }),
      notices: [notice('HOLD'), notice('SHIP', 2)],
      quotaUsed: '5600.00',
    },
  },
  {
    name: 'a-review-detained-still-needs-its-duty-rate',
    about: 'The reason of the review stays with the detention, and so does the need for a rate.',
    records: [
      ...bundleAt(0, unknownRateDeal()),
      rulingAt(HOUR, 'detain'),
      rulingAt(2 * HOUR, 'release', { revision: 2 }),
      rulingAt(3 * HOUR, 'release', { revision: 2, dutyRates: [{ gnum: 1, rate: '0.08' }] }),
    ],
    expect: {
      clearances: [
        reviewed(),
        detained('599', { tax: null }),
        released({ revision: 3, tax: full('5600.00', ['448.00', '786.24', '0.00', '1234.24']) }),
      ],
      deadLetters: [{ topic: 'rulings.v1', reason: 'duty-rate-missing' }],
    },
  },
  {
    name: 'a-ruling-on-a-declared-inventory',
    about: "The receipt of the new status goes to the agent's own inventory.",
    reference: INSPECTED,
    records: [...declaredBundleAt(0), rulingAt(HOUR, 'release')],
    expect: {
      clearances: [inspected(), released({ revision: 2 })],
      receipts: receiptsOf({ inventory: ['120', '500', '800'] }, DECLARED_DEAL),
    },
  },
  {
    name: 'an-inspection-without-a-roster',
    about: 'Nobody was drawn while the roster was empty, so any officer may close it.',
    reference: inspection({ rates: HIT, roster: [] }),
    records: [...bundleAt(0), rulingAt(HOUR, 'release', { officer: 'officer-3' })],
    expect: { clearances: [inspected(), released({ revision: 2 })], deadLetters: [] },
  },
  {
    name: 'a-ruling-is-final',
    about: 'No later change of a document opens a parcel again that an officer refused.',
    reference: INSPECTED,
    records: [
      ...declaredBundleAt(0),
      rulingAt(MINUTE, 'refuse', { reasonText: '单货不符' }),
      orderAt(2 * MINUTE, DECLARED_DEAL, { appType: '2', appTime: '20261111000200', note: 'changed' }),
      paymentAt(3 * MINUTE, DECLARED_DEAL, { appType: '3', appTime: '20261111000300' }),
      waybillAt(4 * MINUTE, DECLARED_DEAL, { appType: '2', appTime: '20261111000400', weight: '0.90' }),
      inventoryAt(5 * MINUTE, DECLARED_DEAL, { appTime: '20261111000500', note: 'again' }),
    ],
    until: 3 * DAY,
    expect: {
      clearances: [inspected(), RULED_OUT],
      receipts: receiptsOf({
        order: ['120', '-301011'],
        payment: ['120', '-401008'],
        waybill: ['120', '-504016'],
        inventory: ['120', '500', '100', '-621004'],
      }),
      waiting: 0,
    },
  },
  {
    name: 'a-ruling-sent-twice',
    about: 'The ruling that made the current revision, again: nothing.',
    reference: INSPECTED,
    records: [...bundleAt(0), rulingAt(HOUR, 'release'), { ...rulingAt(HOUR, 'release'), at: 2 * HOUR }],
    expect: { clearances: [inspected(), released({ revision: 2 })], deadLetters: [] },
  },
];

/** The last record becomes a dead letter. */
export function dead(name: string, about: string, reason: string, ...records: ScenarioRecord[]): Scenario {
  return {
    name,
    about,
    reference: INSPECTED,
    records,
    expect: { deadLetters: [{ topic: records.at(-1)!.topic, reason }] },
  };
}

const DEAD_RULINGS: Scenario[] = [
  dead(
    'a-ruling-by-another-inspector',
    'Only the inspector whom the engine drew may close an inspection.',
    'not-the-inspector',
    ...bundleAt(0),
    rulingAt(HOUR, 'release', { officer: 'officer-2' }),
  ),
  dead(
    'a-ruling-on-an-older-revision',
    'The parcel has moved on.',
    'not-current',
    ...bundleAt(0),
    rulingAt(HOUR, 'detain'),
    rulingAt(2 * HOUR, 'release'),
  ),
  dead(
    'a-contradictory-ruling',
    'The parcel is released; a refusal of the same revision comes too late.',
    'not-current',
    ...bundleAt(0),
    rulingAt(HOUR, 'release'),
    rulingAt(2 * HOUR, 'refuse'),
  ),
  dead(
    'a-ruling-on-a-released-parcel',
    'There is nothing to rule on.',
    'state-not-allowed',
    ...bundleAt(0),
    rulingAt(HOUR, 'release'),
    rulingAt(2 * HOUR, 'refuse', { revision: 2 }),
  ),
  dead(
    'a-ruling-on-a-waiting-parcel',
    'Nothing was decided under this number yet.',
    'unknown-parcel',
    orderAt(0),
    rulingAt(HOUR, 'release'),
  ),
  dead(
    'a-ruling-with-an-unknown-detention',
    'There are four ways to detain.',
    'field-fault',
    ...bundleAt(0),
    rulingAt(HOUR, 'detain', { detainStatus: '504' }),
  ),
  dead(
    'a-ruling-without-an-officer',
    'Every ruling has its author.',
    'field-fault',
    ...bundleAt(0),
    rulingAt(HOUR, 'release', { officer: '' }),
  ),
  dead(
    'a-ruling-that-names-no-parcel',
    'Neither platform nor number.',
    'business-key-missing',
    ...bundleAt(0),
    rulingAt(HOUR, 'release', { parcelId: 'HM-0001' }),
  ),
  dead(
    'a-ruling-under-another-key',
    'The record key is not the order number of the parcel.',
    'key-mismatch',
    ...bundleAt(0),
    { ...rulingAt(HOUR, 'release'), key: 'HM-0002' },
  ),
  {
    name: 'a-release-without-the-duty-rate',
    about: 'A review for an unknown duty rate cannot end in a release without one.',
    records: [...bundleAt(0, unknownRateDeal()), rulingAt(HOUR, 'release')],
    expect: { clearances: [reviewed()], deadLetters: [{ topic: 'rulings.v1', reason: 'duty-rate-missing' }] },
  },
];

export const RULINGS: Scenario[] = [...OUTCOMES, ...DEAD_RULINGS];
