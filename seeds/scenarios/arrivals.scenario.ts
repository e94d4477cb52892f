import { CHOCOLATE } from './base-goods';
import { DAY, HOUR, isoAt } from './base';
import { arrivalAt, gateOutAt, returnAt } from './life-records';
import { bundleAt } from './records';
import { RELEASED_AT } from './returns.scenario';
import type { Scenario, ScenarioRecord } from './scenario';

const CHOCOLATE_NO = CHOCOLATE.itemRecordNo;

function deadArrival(name: string, about: string, reason: string, records: ScenarioRecord[]): Scenario {
  return { name, about, records, expect: { deadLetters: [{ topic: 'return-arrivals.v1', reason }] } };
}

const RETURNED = [...bundleAt(0), gateOutAt(HOUR), returnAt(DAY, [[1, '1']])];

export const ARRIVALS: Scenario[] = [
  {
    name: 'an-arrival-sent-twice',
    about: 'The same arrival again changes nothing; equal quantities count as the same however they are written.',
    records: [
      ...RETURNED,
      arrivalAt(2 * DAY, [[1, '1']]),
      arrivalAt(3 * DAY, [[1, '1.0']], { arrivedAt: isoAt(2 * DAY) }),
    ],
    expect: { deadLetters: [], stock: { [CHOCOLATE_NO]: { reduced: '1' } } },
  },
  {
    name: 'an-arrival-on-the-forty-fifth-day',
    about: 'Forty-five times 24 hours after the release is still in time.',
    records: [...RETURNED, arrivalAt(RELEASED_AT + 45 * DAY, [[1, '1']])],
    expect: { deadLetters: [], stock: { [CHOCOLATE_NO]: { reduced: '1' } } },
  },
  deadArrival('an-arrival-after-forty-five-days', 'The goods came back too late to count.', 'too-late', [
    ...RETURNED,
    arrivalAt(RELEASED_AT + 45 * DAY + 1, [[1, '1']]),
  ]),
  deadArrival('more-arrived-than-returned', 'One box was announced, two arrive.', 'more-than-returned', [
    ...RETURNED,
    arrivalAt(2 * DAY, [[1, '2']]),
  ]),
  deadArrival('a-second-arrival-of-more-than-returned', 'The announced box has arrived before.', 'more-than-returned', [
    ...RETURNED,
    arrivalAt(2 * DAY, [[1, '1']]),
    arrivalAt(3 * DAY, [[1, '1']]),
  ]),
  deadArrival('an-arrival-without-a-return', 'Nobody announced it.', 'more-than-returned', [
    ...bundleAt(0),
    arrivalAt(DAY, [[1, '1']]),
  ]),
  deadArrival('an-arrival-of-an-unknown-parcel', 'Nothing was decided under this number.', 'unknown-parcel', [
    arrivalAt(0, [[1, '1']]),
  ]),
  deadArrival('an-arrival-whose-fields-are-faulty', 'A time without its zone says nothing.', 'field-fault', [
    ...RETURNED,
    arrivalAt(2 * DAY, [[1, '1']], { arrivedAt: '2026-11-13T00:00:00' }),
  ]),
];
