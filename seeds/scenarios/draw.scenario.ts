import { createHmac } from 'node:crypto';
import { CARRIER, PLATFORM, WAREHOUSE } from './base';
import { CHOCOLATE, MERCHANT, OLIVE_OIL } from './base-goods';
import { CLEAN_DEAL } from './documents';
import { inspected, matchedReceipts, notice, receiptsOf, reducedVat, released } from './expectations';
import { bundleAt, dealOf, type BundleChanges } from './records';
import { changes, enterprise, inspection, type ReferenceChange } from './reference-changes';
import type { ExpectedClearance, Scenario } from './scenario';

const DAY_SEED = 'festival 光棍节 2026-11-11';
const ROSTER = ['officer-1', 'officer-2', 'officer-3', 'officer-4', 'officer-5'];
const NEVER = { advanced: 0, regular: 0, discredited: 0 };

/** Contract 8: the first eight bytes of the HMAC over 2^64. */
function draw(kind: 'goods' | 'inspector'): number {
  const hmac = createHmac('sha256', DAY_SEED).update(`${kind}:${PLATFORM}:${CLEAN_DEAL.orderNo}`).digest();
  return Number(hmac.readBigUInt64BE(0)) / 2 ** 64;
}

const GOODS_DRAW = draw('goods');
const INSPECTOR = ROSTER[Math.floor(ROSTER.length * draw('inspector'))]!;
/** Far finer than any rate of a port, far coarser than a double. */
const STEP = 1e-9;

/** `changed` comes on top of the seed and the roster. */
function drawn(
  name: string,
  about: string,
  changed: ReferenceChange,
  hit: Partial<ExpectedClearance> | false,
  fields: BundleChanges = {},
): Scenario {
  return {
    name,
    about,
    reference: changes(inspection({ daySeed: DAY_SEED, roster: ROSTER }), changed),
    records: bundleAt(0, dealOf(), fields),
    anyOrder: true,
    expect: {
      clearances: [hit ? inspected({ reasons: [], ...hit }) : released({ inspection: null })],
      receipts: receiptsOf(matchedReceipts(hit ? '500' : '800')),
      notices: [notice(hit ? 'HOLD' : 'SHIP')],
    },
  };
}

function regular(rate: number): ReferenceChange {
  return inspection({ rates: { ...NEVER, regular: rate } });
}

function risk(when: Record<string, string[]>, rate = 1): ReferenceChange {
  return inspection({ rates: NEVER, riskRules: [{ id: 'risk-1', when, rate }] });
}

const HIT = { inspection: { inspector: INSPECTOR } };

const GRADES: Scenario[] = [
  drawn(
    'drawn-for-inspection',
    'The rate lies just above the draw: held, with tax and quota, by the drawn inspector.',
    regular(GOODS_DRAW + STEP),
    {
      ...HIT,
      tax: reducedVat('100.00', '9.10'),
      quota: { usedBefore: '0.00', usedAfter: '100.00' },
    },
  ),
  drawn('not-drawn', 'The rate lies just below the draw.', regular(GOODS_DRAW - STEP), false),
  drawn(
    'a-draw-equal-to-the-rate',
    'Inspected when the draw is below the rate: an equal one passes.',
    regular(GOODS_DRAW),
    false,
  ),
  drawn('a-rate-of-one', 'Everything is inspected.', regular(1), { inspection: { rate: '1', inspector: INSPECTOR } }),
  drawn(
    'another-day-another-seed',
    'The draw belongs to the day: under another seed the same rate would not be the limit.',
    changes(regular(GOODS_DRAW + STEP), inspection({ daySeed: seedThatMisses() })),
    false,
  ),
  drawn(
    'grade-advanced',
    'An advanced merchant has its own rate.',
    changes(
      enterprise(MERCHANT, { grade: 'advanced' }),
      inspection({ rates: { advanced: 0, regular: 1, discredited: 1 } }),
    ),
    false,
  ),
  drawn(
    'grade-discredited',
    'A discredited merchant has its own rate.',
    changes(enterprise(MERCHANT, { grade: 'discredited' }), inspection({ rates: { ...NEVER, discredited: 1 } })),
    HIT,
  ),
  drawn(
    'grade-left-out',
    'A merchant without a grade is regular.',
    inspection({ rates: { advanced: 0, regular: 1, discredited: 0 } }),
    HIT,
  ),
  drawn(
    'the-grade-is-the-merchants',
    'A discredited carrier does not matter: the grade is that of the merchant.',
    changes(enterprise(CARRIER, { grade: 'discredited' }), inspection({ rates: { ...NEVER, discredited: 1 } })),
    false,
  ),
];

const RISKS: Scenario[] = [
  drawn('risk-by-the-beginning-of-a-code', 'A rule for chapter 18 meets chocolate.', risk({ gcode: ['18'] }), HIT),
  drawn('risk-by-a-longer-prefix', 'A rule for 18069 meets chocolate.', risk({ gcode: ['2204', '18069'] }), HIT),
  drawn('risk-by-another-prefix', 'A rule for 18070 does not.', risk({ gcode: ['18070'] }), false),
  drawn(
    'risk-code-inside-is-no-prefix',
    'The digits 0690 stand inside the code, not at its beginning.',
    risk({ gcode: ['0690'] }),
    false,
  ),
  drawn('risk-by-country', 'A rule for a country of origin.', risk({ country: ['309', '307'] }), HIT),
  drawn('risk-by-merchant', 'A rule for a merchant.', risk({ ebcCode: [MERCHANT] }), HIT),
  drawn('risk-by-platform', 'A rule for a platform.', risk({ ebpCode: [PLATFORM] }), HIT),
  drawn('risk-by-warehouse', 'A rule for a warehouse company.', risk({ areaCode: [WAREHOUSE] }), HIT),
  drawn('risk-by-district', 'A rule for the district of the consignee.', risk({ consigneeDistrict: ['410100'] }), HIT, {
    order: { consigneeDistrict: '410100' },
  }),
  drawn(
    'risk-by-district-left-out',
    'An order that does not tell the district does not match.',
    risk({ consigneeDistrict: ['410100'] }),
    false,
  ),
  drawn(
    'risk-needs-all-its-fields',
    'A rule with two fields matches when both do.',
    risk({ gcode: ['18'], country: ['309'] }),
    false,
  ),
  {
    ...drawn('risk-on-the-second-line', 'One line that matches is enough.', risk({ gcode: ['1509'] }), HIT),
    records: bundleAt(
      0,
      dealOf({
        goods: [
          { item: CHOCOLATE, qty: '1', price: '45.00' },
          { item: OLIVE_OIL, qty: '1', price: '45.00' },
        ],
      }),
    ),
  },
  drawn(
    'the-highest-rate-counts',
    'A risk rule that never hits does not lower the rate of the grade.',
    changes(risk({ gcode: ['18'] }, 0), regular(GOODS_DRAW + STEP)),
    HIT,
  ),
  drawn(
    'the-highest-of-two-risk-rules-counts',
    'Of two matching rules the higher rate is taken.',
    inspection({
      rates: { ...NEVER, regular: 0 },
      riskRules: [
        { id: 'risk-1', when: { gcode: ['18'] }, rate: GOODS_DRAW + STEP },
        { id: 'risk-2', when: { country: ['307'] }, rate: GOODS_DRAW - STEP },
      ],
    }),
    HIT,
  ),
];

/** Some seed under which the same parcel draws a number above its draw of the scenario's day. */
function seedThatMisses(): string {
  for (let day = 12; ; day++) {
    const seed = `festival 2026-11-${day}`;
    const hmac = createHmac('sha256', seed).update(`goods:${PLATFORM}:${CLEAN_DEAL.orderNo}`).digest();
    if (Number(hmac.readBigUInt64BE(0)) / 2 ** 64 > GOODS_DRAW + 2 * STEP) return seed;
  }
}

export const DRAW: Scenario[] = [...GRADES, ...RISKS];
