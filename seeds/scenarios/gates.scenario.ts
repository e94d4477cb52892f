import { CHOCOLATE } from './base-goods';
import { DAY, HOUR, MINUTE } from './base';
import { closed, inspected, notice, PARCEL, receiptsOf, released } from './expectations';
import { cancellationAt, gateOutAt, returnAt, rulingAt } from './life-records';
import { bundleAt, dealOf } from './records';
import { COUNTED, dead, INSPECTED, TAXED } from './rulings.scenario';
import type { Scenario } from './scenario';

export const GATES: Scenario[] = [
  {
    name: 'a-parcel-leaves',
    about: 'The gate closes the parcel; its goods are off the book for good, the inventory alone is told.',
    records: [...bundleAt(0), gateOutAt(HOUR)],
    expect: {
      clearances: [released(), closed({ tax: TAXED, quota: COUNTED })],
      receipts: receiptsOf({ order: ['120'], inventory: ['120', '800', '899'] }),
      notices: [notice('SHIP')],
      deadLetters: [],
      quotaUsed: '100.00',
      stock: { [CHOCOLATE.itemRecordNo]: { reduced: '2' } },
    },
  },
  {
    name: 'a-gate-out-sent-twice',
    about: 'The same notice at the gate again: nothing, also after a return.',
    records: [...bundleAt(0), gateOutAt(HOUR), gateOutAt(2 * HOUR), returnAt(DAY, [[1, '1']]), gateOutAt(2 * DAY)],
    expect: {
      clearances: [released(), closed(), { parcelId: PARCEL, revision: 3, outcome: 'RETURNED' }],
      deadLetters: [],
      stock: { [CHOCOLATE.itemRecordNo]: { reduced: '2' } },
    },
  },
  {
    name: 'a-parcel-leaves-after-its-inspection',
    about: 'The SHIP of revision 2 lets it out.',
    reference: INSPECTED,
    records: [...bundleAt(0), rulingAt(HOUR, 'release'), gateOutAt(2 * HOUR, 2)],
    expect: { clearances: [inspected(), released({ revision: 2 }), closed({ revision: 3 })], deadLetters: [] },
  },
  dead(
    'a-gate-out-of-a-held-parcel',
    'A HOLD lets nothing out.',
    'other-notice',
    ...bundleAt(0),
    gateOutAt(HOUR, 1, { noticeId: `${PARCEL}:1:HOLD` }),
  ),
  dead(
    'a-gate-out-with-another-notice',
    'The parcel has no such SHIP.',
    'other-notice',
    ...bundleAt(0),
    rulingAt(HOUR, 'release'),
    gateOutAt(2 * HOUR, 1),
  ),
  dead('a-gate-out-of-an-unknown-parcel', 'Nothing was decided under this number.', 'unknown-parcel', gateOutAt(0)),
  dead(
    'a-gate-out-that-names-no-notice',
    'A notice is named by parcel, revision and action.',
    'business-key-missing',
    ...bundleAt(0),
    gateOutAt(HOUR, 1, { noticeId: 'HM-0001' }),
  ),
  {
    name: 'a-gate-out-of-a-cancelled-parcel',
    about: 'The warehouse was stopped; what it lets out nevertheless is a dead letter.',
    records: [...bundleAt(0), cancellationAt(MINUTE, dealOf()), gateOutAt(HOUR)],
    expect: {
      clearances: [released(), { parcelId: PARCEL, revision: 2, outcome: 'CANCELLED' }],
      deadLetters: [{ topic: 'gate-outs.v1', reason: 'other-notice' }],
      stock: {},
    },
  },
];
