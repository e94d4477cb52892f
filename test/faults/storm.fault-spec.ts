import { setTimeout as sleep } from 'node:timers/promises';
import type { StackInfo } from '../../deploy/stack';
import { faultRun, measured } from './fault-run';
import { describeReal, freshStack } from './real-stack';

const ROUNDS = 6;
const EVERY_MS = 5_000;

/** Promise: a group that never comes to rest still works, and changes nothing. */
describeReal('a storm of rebalances', () => {
  let stack: StackInfo;

  beforeAll(async () => {
    stack = await freshStack();
  });

  it('harms nothing', async () => {
    await faultRun(stack, {
      fault: 'rebalance storm',
      how: `a second process of parcel and ledger joins and leaves, every ${EVERY_MS / 1000} s, ${2 * ROUNDS} times`,
      apps: ['parcel', 'parcel', 'ledger', 'ledger', 'release'],
      disturb: async (run) => {
        const figures = await measured(run, async () => {
          for (let round = 0; round < ROUNDS; round++) {
            await Promise.all([run.fleet.stopOne('parcel', 1), run.fleet.stopOne('ledger', 1), sleep(EVERY_MS)]);
            await Promise.all([run.fleet.startOne('parcel', 1), run.fleet.startOne('ledger', 1), sleep(EVERY_MS)]);
          }
        });
        return { recoveries: [await run.fleet.untilFullService(performance.now())], ...figures };
      },
    });
  });
});
