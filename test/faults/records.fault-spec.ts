import type { SentRecord } from '@sandan/testkit';
import type { StackInfo } from '../../deploy/stack';
import { Prng } from '../../seeds/prng';
import { faultRun } from './fault-run';
import { POISONS } from './poison';
import { describeReal, freshStack } from './real-stack';
import { withoutAnswersToRepeats } from './repeats';

const SEED = 20261111;
const HOUR_MS = 3_600_000;

/** Promise: whatever the partners send, and however fast, each record has its one outcome. */
describeReal('records that should not be', () => {
  let stack: StackInfo;

  beforeAll(async () => {
    stack = await freshStack();
  });

  it('poison of many kinds, 1 in 1,000, becomes dead letters and nothing else', async () => {
    await faultRun(stack, {
      fault: 'poison',
      how: `1 in 1,000 records, of ${POISONS.length} kinds`,
      parcels: POISONS.length * 350,
      recordsPerSecond: 1_000,
      records: (day) =>
        day.flatMap((record, at) => (at % 1_000 === 500 ? [poisonBeside(record, at), record] : [record])),
    });
  });

  it('ten times the rate is worked off, later and unchanged', async () => {
    await faultRun(stack, {
      fault: 'ten-fold burst',
      how: '4,000 records a second in place of 400',
      recordsPerSecond: 4_000,
    });
  });

  it('a sender whose clock is an hour off changes no outcome', async () => {
    await faultRun(stack, {
      fault: 'clock an hour off',
      how: 'all payments stamped an hour early, all waybills an hour late',
      records: (day) =>
        day.map((record): SentRecord => ({ ...record, timestamp: record.timestamp + shiftOf(record.topic) })),
    });
  });

  it('the whole day sent again twice, shuffled, decides nothing anew', async () => {
    await faultRun(stack, {
      fault: 'the day again, shuffled, twice',
      how: 'every record of a day two more times, in any order; receipts of the repeats left aside',
      parcels: 2_000,
      recordsPerSecond: 2_000,
      records: (day) => {
        const timestamp = day.at(-1)!.timestamp;
        const chance = new Prng(SEED);
        const again = (): SentRecord[] => chance.shuffle([...day]).map((record) => ({ ...record, timestamp }));
        return [...day, ...again(), ...again()];
      },
      view: withoutAnswersToRepeats,
    });
  });
});

function poisonBeside(record: SentRecord, at: number): SentRecord {
  return POISONS[Math.floor(at / 1_000) % POISONS.length]!(record);
}

function shiftOf(topic: string): number {
  if (topic === 'payments.v1') return -HOUR_MS;
  return topic === 'logistics.v1' ? HOUR_MS : 0;
}
