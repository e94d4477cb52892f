import { HOUR, beijing } from './base';
import { WATCH } from './base-goods';
import { inspected, matchedReceipts, notice, receiptsOf, refused, released } from './expectations';
import { ANOTHER, AT_THE_BRIM, annualLimit, nth } from './ledger-parcels';
import { LI, WANG, XU } from './people';
import { bundleAt, byTime, dealOf } from './records';
import { changes, inspection, openingQuota, settings } from './reference-changes';
import type { Scenario } from './scenario';

export const QUOTA: Scenario[] = [
  {
    name: 'annual-limit-exactly',
    about: '25900.00 were used, 100.00 more is exactly the limit and passes.',
    reference: AT_THE_BRIM,
    records: bundleAt(0),
    anyOrder: true,
    expect: {
      clearances: [
        released({ quota: { year: 2026, limit: '26000.00', usedBefore: '25900.00', usedAfter: '26000.00' } }),
      ],
    },
  },
  {
    name: 'annual-limit-by-one-fen',
    about: 'One fen over the limit is refused; the refusal names the quota and counts nothing.',
    reference: AT_THE_BRIM,
    records: bundleAt(0, dealOf({ freight: '10.01' })),
    anyOrder: true,
    expect: {
      clearances: [
        refused([annualLimit('100.01', '100.00', '0.01')], {
          quota: { year: 2026, limit: '26000.00', usedBefore: '25900.00', usedAfter: '25900.00' },
        }),
      ],
      receipts: receiptsOf(matchedReceipts('100')),
      notices: [],
    },
  },
  {
    name: 'a-port-with-a-lower-annual-limit',
    about: 'The limit is a setting.',
    reference: settings({ annualLimit: '99.99' }),
    records: bundleAt(0),
    anyOrder: true,
    expect: { clearances: [refused([annualLimit('100.00', '99.99', '0.01')], { quota: { limit: '99.99' } })] },
  },
  {
    name: 'parcels-of-a-buyer-add-up',
    about: 'The second parcel of the buyer starts where the first ended.',
    records: [...bundleAt(0), ...bundleAt(HOUR, nth(2))],
    expect: {
      clearances: [
        released({ quota: { usedBefore: '0.00', usedAfter: '100.00' } }),
        released({ ...ANOTHER, quota: { usedBefore: '100.00', usedAfter: '200.00' } }),
      ],
    },
  },
  {
    name: 'buyers-have-quotas-of-their-own',
    about: 'What one buyer used does not touch another.',
    reference: AT_THE_BRIM,
    records: [...bundleAt(0), ...bundleAt(HOUR, nth(2, { buyer: LI }))],
    anyOrder: true,
    expect: {
      clearances: [
        released({ quota: { usedAfter: '26000.00' } }),
        released({ ...ANOTHER, quota: { usedBefore: '0.00', usedAfter: '100.00' } }),
      ],
    },
  },
  {
    name: 'a-lower-case-x-is-the-same-buyer',
    about: 'The quota is kept by the normalised ID number.',
    records: [
      ...bundleAt(0, dealOf({ buyer: XU })),
      ...bundleAt(HOUR, nth(2, { buyer: { ...XU, idNumber: XU.idNumber.toLowerCase() } })),
    ],
    expect: { clearances: [released(), released({ ...ANOTHER, quota: { usedBefore: '100.00' } })] },
  },
  {
    name: 'the-quota-belongs-to-the-buyer-not-the-consignee',
    about: 'Another consignee does not help a buyer who has used up the year.',
    reference: openingQuota(WANG.idNumber, '26000.00'),
    records: bundleAt(0, dealOf({ consignee: LI })),
    anyOrder: true,
    expect: { clearances: [refused([annualLimit('100.00', '0.00', '100.00')], { quota: { usedAfter: '26000.00' } })] },
  },
  {
    name: 'the-opening-quota-of-another-year',
    about: 'What was used last year does not count.',
    reference: openingQuota(WANG.idNumber, '26000.00', 2025),
    records: bundleAt(0),
    anyOrder: true,
    expect: { clearances: [released({ quota: { usedBefore: '0.00' } })] },
  },
  {
    name: 'the-year-begins-in-beijing',
    about:
      'One millisecond before midnight in Beijing the old year refuses; at midnight, 16:00 UTC, the new one begins.',
    reference: openingQuota(WANG.idNumber, '26000.00'),
    records: byTime(
      ...bundleAt(beijing('2026-12-31T23:59:57.999')),
      ...bundleAt(beijing('2026-12-31T23:59:58.000'), nth(2)),
    ),
    expect: {
      clearances: [
        refused([annualLimit('100.00', '0.00', '100.00')], { quota: { year: 2026 } }),
        released({ ...ANOTHER, quota: { year: 2027, usedBefore: '0.00', usedAfter: '100.00' } }),
      ],
    },
  },
  {
    name: 'a-refused-parcel-uses-no-quota',
    about: 'The first parcel fails its match; the second has the whole rest of the year.',
    reference: AT_THE_BRIM,
    records: [...bundleAt(0, dealOf(), { payment: { amountPaid: '1.00' } }), ...bundleAt(HOUR, nth(2))],
    expect: {
      clearances: [
        refused([{ reason: 'AMOUNT_MISMATCH' }]),
        released({ ...ANOTHER, quota: { usedBefore: '25900.00', usedAfter: '26000.00' } }),
      ],
    },
  },
  {
    name: 'the-annual-limit-is-asked-last',
    about: 'A parcel with a match failure is not asked for quota: only the match failure is reported.',
    reference: openingQuota(WANG.idNumber, '26000.00'),
    records: bundleAt(0, dealOf(), { payment: { amountPaid: '109.00' } }),
    anyOrder: true,
    expect: { clearances: [refused([{ reason: 'AMOUNT_MISMATCH', difference: '0.10' }])] },
  },
  {
    name: 'an-inspected-parcel-uses-quota',
    about: 'A held parcel counts like a released one: the next of the buyer is over the limit.',
    reference: changes(
      AT_THE_BRIM,
      inspection({ rates: { advanced: 1, regular: 1, discredited: 1 }, roster: ['officer-1'] }),
    ),
    records: [...bundleAt(0), ...bundleAt(HOUR, nth(2))],
    expect: {
      clearances: [
        inspected({ quota: { usedAfter: '26000.00' } }),
        refused([annualLimit('100.00', '0.00', '100.00')], { ...ANOTHER, quota: { usedBefore: '26000.00' } }),
      ],
      notices: [notice('HOLD')],
    },
  },
  {
    name: 'a-parcel-at-full-rates-uses-quota',
    about: 'A single item over 5000.00 counts into the year too.',
    reference: openingQuota(WANG.idNumber, '20000.00'),
    records: [
      ...bundleAt(0, dealOf({ goods: [{ item: WATCH, qty: '1', price: '6000.00' }], freight: '0.00' })),
      ...bundleAt(HOUR, nth(2)),
    ],
    expect: {
      clearances: [
        released({ quota: { usedBefore: '20000.00', usedAfter: '26000.00' } }),
        refused([annualLimit('100.00', '0.00', '100.00')], { ...ANOTHER, quota: { usedAfter: '26000.00' } }),
      ],
    },
  },
];
