import type { SentRecord } from '@sandan/testkit';
import { generateDay } from '../../seeds/day';
import { undisturbedRun } from './day-run';
import { PortRun, shortened, UNHARMED } from './port-run';
import { describeReal, freshStack } from './real-stack';

/**
 * Promise: changes, rulings, cancellations, gate-outs, returns and arrivals over five weeks end on Kafka and MongoDB, stage
 * by stage, as they do in one process; quota and stock are the same. Five weeks are fed in seconds here, so a record may
 * overtake one of another topic that is older by days: then outcomes differ, and the run has to be judged by hand.
 */
describeReal('a day with life', () => {
  const records = [...generateDay({ parcels: 1_500, seed: 20261111, curve: 'normal', life: true })] as SentRecord[];

  it('ends as an undisturbed run does', async () => {
    const expected = await undisturbedRun(records);
    const outcomes = new Set(
      Object.values(expected.outcome.clearances).map((one) => (one as { outcome: string }).outcome),
    );
    expect(outcomes.size).toBeGreaterThanOrEqual(8);
    const run = await PortRun.open({ name: 'life-day', stack: await freshStack() });
    try {
      await run.feed(records);
      expect(shortened(await run.verdict(expected))).toEqual(UNHARMED);
    } finally {
      await run.close();
    }
  });
});
