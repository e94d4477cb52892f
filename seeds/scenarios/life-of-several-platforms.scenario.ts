import { CHOCOLATE } from './base-goods';
import { HOUR, MINUTE, SECOND } from './base';
import { cancelled, closed, notice, receiptsOf, reducedVat, released, returnedTo } from './expectations';
import { cancellationAt, gateOutAt, returnAt } from './life-records';
import { dealOf, orderAt, waybillAt } from './records';
import type { Scenario } from './scenario';
import { ordersAndPayments, OTHER_PARCEL, SECOND_DEAL } from './several-platforms.scenario';

const FIRST = dealOf();
const { parcelId } = OTHER_PARCEL;

/** Two platforms gave the same order number, and both parcels are released. */
const BOTH = [
  ...ordersAndPayments(FIRST, SECOND_DEAL),
  waybillAt(4 * SECOND, FIRST),
  waybillAt(5 * SECOND, SECOND_DEAL),
];

export const LIFE_OF_SEVERAL_PLATFORMS: Scenario[] = [
  {
    name: 'one-of-two-platforms-cancels',
    about: 'A cancellation is found by platform and number: the other parcel of the number leaves as if nothing were.',
    records: [...BOTH, cancellationAt(MINUTE, SECOND_DEAL), gateOutAt(2 * MINUTE)],
    expect: {
      clearances: [released(), closed(), released(OTHER_PARCEL), cancelled(OTHER_PARCEL)],
      receipts: receiptsOf({ cancellation: ['120', '399'] }, SECOND_DEAL),
      notices: [notice('SHIP'), notice('SHIP', 1, parcelId), notice('STOP', 2, parcelId)],
      deadLetters: [],
      quotaUsed: '100.00',
      stock: { [CHOCOLATE.itemRecordNo]: { reduced: '2' } },
    },
  },
  {
    name: 'both-platforms-are-returned-to',
    about: 'Each parcel has its own returns, also with the same guid.',
    records: [...BOTH, returnAt(HOUR, [[1, '1']], FIRST), returnAt(2 * HOUR, [[1, '2']], SECOND_DEAL)],
    expect: {
      clearances: [
        released(),
        returnedTo('50.00', reducedVat('50.00', '4.55')),
        released(OTHER_PARCEL),
        returnedTo('0.00', reducedVat('0.00', '0.00'), OTHER_PARCEL),
      ],
      receipts: [
        ...receiptsOf({ return: ['120', '800'] }, FIRST),
        ...receiptsOf({ return: ['120', '800'] }, SECOND_DEAL),
      ],
      quotaUsed: '50.00',
      stock: { [CHOCOLATE.itemRecordNo]: { reserved: '4' } },
    },
  },
  {
    name: 'a-cancelled-parcel-leaves-the-number-to-another-platform',
    about: 'The number is used up for the platform that cancelled, not for one that uses it as well.',
    records: [
      ...BOTH.filter(({ topic }) => topic !== 'logistics.v1').slice(0, 1),
      ...[BOTH[2]!, BOTH[4]!],
      cancellationAt(MINUTE, FIRST),
      orderAt(2 * MINUTE, SECOND_DEAL),
      { ...BOTH[3]!, at: 3 * MINUTE },
      waybillAt(4 * MINUTE, SECOND_DEAL),
    ],
    expect: {
      clearances: [released(), cancelled(), released(OTHER_PARCEL)],
      notices: [notice('SHIP'), notice('STOP', 2), notice('SHIP', 1, parcelId)],
      waiting: 0,
    },
  },
];
