import { OTHER_PAYER, PAYER } from './base';
import { CHOCOLATE, HANDBAG, TISSUE, UNRECORDED } from './base-goods';
import type { Deal } from './documents';
import { UNMATCHED_RECEIPTS, receiptsOf, refused, released } from './expectations';
import { amountMismatch } from './match-reasons.scenario';
import { WANG } from './people';
import { bundleAt, dealOf } from './records';
import { enterprise, settings } from './reference-changes';
import { invalidId, notAdmitted, ofLine, oneOfEach, refusal, singleLimit } from './refusal';
import type { Scenario } from './scenario';

const expensive = (qty: string, price: string): Deal =>
  dealOf({ goods: [{ item: HANDBAG, qty, price }], freight: '0.00' });

const LIMITS: Scenario[] = [
  refusal({
    name: 'two-pieces-over-the-single-limit',
    about: 'Over 5000.00 only one line of quantity 1 may pass; here two pieces stand in one line.',
    deal: expensive('2', '2500.01'),
    reasons: [singleLimit('5000.02', '0.02')],
  }),
  refusal({
    name: 'two-lines-over-the-single-limit',
    about: 'Two lines of one piece each are not one item.',
    deal: dealOf({
      goods: [
        { item: HANDBAG, qty: '1', price: '5000.00' },
        { item: CHOCOLATE, qty: '1', price: '0.01' },
      ],
      freight: '0.00',
    }),
    reasons: [singleLimit('5000.01', '0.01')],
  }),
  refusal({
    name: 'freight-lifts-over-the-single-limit',
    about: 'The limit is compared with the dutiable price: goods for 5000.00 and freight of 10.00 are over it.',
    deal: { ...expensive('2', '2500.00'), freight: '10.00' },
    reasons: [singleLimit('5010.00', '10.00')],
  }),
  {
    name: 'single-limit-exactly',
    about: 'Exactly the limit passes at reduced rates, also with two pieces.',
    records: bundleAt(0, expensive('2', '2500.00')),
    anyOrder: true,
    expect: { clearances: [released({ tax: { regime: 'REDUCED', total: '455.00' } })] },
  },
];

const TOGETHER: Scenario[] = [
  {
    name: 'match-and-clearance-failures-together',
    about:
      'Failures of both sections stand in one list, sections in order; a match failure turns every receipt to 100.',
    reference: enterprise(PAYER, { status: 'suspended' }),
    records: bundleAt(
      0,
      { ...oneOfEach(TISSUE, UNRECORDED), buyer: { ...WANG, idNumber: '000000190001010000' } },
      {
        payment: { amountPaid: '109.00' },
      },
    ),
    anyOrder: true,
    expect: {
      clearances: [
        refused([
          amountMismatch('109.00', '0.10'),
          notAdmitted('payment', 'payCode', PAYER),
          invalidId('000000190001010000'),
          ofLine('ITEM_NOT_RECORDED', '-625007', 'itemNo', UNRECORDED.itemNo, 2),
          ofLine('NOT_ON_POSITIVE_LIST', null, 'gcode', TISSUE.gcode),
        ]),
      ],
      receipts: receiptsOf(UNMATCHED_RECEIPTS),
    },
  },
  {
    name: 'single-limit-beside-a-match-failure',
    about: 'The single limit is collected with the match failures, not after them.',
    records: bundleAt(0, expensive('2', '3000.00'), { order: { payCode: OTHER_PAYER } }),
    anyOrder: true,
    expect: {
      clearances: [refused([{ reason: 'PAY_COMPANY_MISMATCH', code: '13035' }, singleLimit('6000.00', '1000.00')])],
      receipts: receiptsOf(UNMATCHED_RECEIPTS),
    },
  },
  {
    name: 'a-lower-single-limit-of-the-port',
    about: 'The limit is a setting: with 99.99 two pieces for 100.00 are refused.',
    reference: settings({ singleLimit: '99.99' }),
    records: bundleAt(0),
    anyOrder: true,
    expect: {
      clearances: [
        refused([
          {
            ...singleLimit('100.00', '0.01'),
            right: { document: 'settings', field: 'singleLimit', value: '99.99' },
          },
        ]),
      ],
    },
  },
];

export const LIMIT_REASONS: Scenario[] = [...LIMITS, ...TOGETHER];
