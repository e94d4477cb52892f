import type { SentRecord } from '@sandan/testkit';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDesk } from '../../apps/solo/src/letters/open-desk';
import type { StackInfo } from '../../deploy/stack';
import { faultRun, measured } from './fault-run';
import { PARTITIONS, type PortRun } from './port-run';
import { describeReal, freshStack } from './real-stack';

const RECORDS_PER_SECOND = 800;
const BROKEN_RECORDS = 9_000;
/** What a lane takes before it stops: a fifth of its window, and the rest of a batch. */
const LETTERS_A_LANE_MAX = 1_300;
const BACK_WITHIN_SECONDS = 15;
const LOOK_AGAIN_MS = 1_000;
const LOOKS_MAX = 120;

/** Promise: a producer that is broken as a whole stops the lanes before a day is in the dead letters. */
describeReal('a flood of poison', () => {
  let stack: StackInfo;

  beforeAll(async () => {
    stack = await freshStack();
  });

  it('stops the lanes, says so, and loses nothing once it was let through', async () => {
    let recoveries: number[] = [];
    await faultRun(stack, {
      fault: 'a producer broken as a whole',
      how: `${BROKEN_RECORDS} unreadable records, every other one: the lanes stop; the process is started again and lets them pass`,
      parcels: 6_000,
      recordsPerSecond: RECORDS_PER_SECOND,
      records: withBrokenProducer,
      disturb: async (run) => {
        const figures = await measured(run, () => untilStopped(run));
        expect(run.outputs.count('dead-letters.v1')).toBeLessThanOrEqual(PARTITIONS * LETTERS_A_LANE_MAX);
        const since = performance.now();
        await run.fleet.stopOne('parcel');
        await run.fleet.startOne('parcel', 0, { SANDAN_POISON_PERCENT_MAX: '100' });
        await run.untilFlowing();
        recoveries = [(performance.now() - since) / 1_000];
        await discardAll(stack.brokers);
        return { recoveries, ...figures };
      },
    });
    expect(Math.max(...recoveries)).toBeLessThanOrEqual(BACK_WITHIN_SECONDS);
  });
});

/** In the second quarter of the day every other record is unreadable, in the partitions of good ones. */
function withBrokenProducer(day: SentRecord[]): SentRecord[] {
  const from = Math.floor(day.length / 4);
  return day.flatMap((record, at): SentRecord[] => {
    if (at < from || at >= from + BROKEN_RECORDS) return [record];
    const { topic, key, timestamp } = record;
    return [{ topic, key: key ?? null, timestamp, value: `broken ${at}` }, record];
  });
}

async function untilStopped(run: PortRun): Promise<void> {
  const stopped = async (): Promise<number> => (await run.fleet.notReady('parcel')).split(' stopped: ').length - 1;
  while ((await stopped()) < PARTITIONS) await sleep(100);
}

/** As an operator closes them: counted by group, discarded with a reason, none of them left open. */
async function discardAll(brokers: string[]): Promise<void> {
  const { desk, close } = await openDesk({ brokers });
  try {
    const open = async () => (await desk.book()).select({ reason: 'not-json', state: 'open' });
    // The day goes on meanwhile, and has one or two of its own, before and after.
    let letters = await open();
    for (let looks = 0; letters.length < BROKEN_RECORDS && looks < LOOKS_MAX; looks++) {
      await sleep(LOOK_AGAIN_MS);
      letters = await open();
    }
    expect(letters.length).toBeGreaterThanOrEqual(BROKEN_RECORDS);
    await desk.discard(letters, 'an operator', 'the producer was broken and has sent them again, corrected');
    const closed = new Set(letters.map(({ id }) => id));
    expect((await open()).filter(({ id }) => closed.has(id))).toEqual([]);
    expect((await desk.book()).select({ state: 'discarded' }).length).toBe(letters.length);
  } finally {
    await close();
  }
}
