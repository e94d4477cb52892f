import { setTimeout as sleep } from 'node:timers/promises';
import type { AppName } from '../../deploy/engine';
import type { StackInfo } from '../../deploy/stack';
import { faultRun, measured } from './fault-run';
import { describeReal, freshStack } from './real-stack';

/** The shortest that a broker takes. */
const SESSION_MS = 6_000;
const TWO_OF_EACH: readonly AppName[] = ['parcel', 'parcel', 'ledger', 'ledger', 'release', 'release'];

/** Promise: processes may come, go, hang and wake up again at any time. */
describeReal('processes that come and go', () => {
  let stack: StackInfo;

  beforeAll(async () => {
    stack = await freshStack();
  });

  it.each<AppName>(['parcel', 'ledger'])(
    'a %s process frozen past its session wakes up and harms nothing',
    async (app) => {
      await faultRun(stack, {
        fault: `zombie: frozen ${app} process`,
        how: 'SIGSTOP past the session timeout while another takes its lanes, then SIGCONT',
        parcels: 3_000,
        apps: app === 'parcel' ? ['parcel', 'parcel', 'ledger', 'release'] : ['parcel', 'ledger', 'ledger', 'release'],
        environment: { SANDAN_SESSION_TIMEOUT_MS: String(SESSION_MS) },
        disturb: async (run) => {
          await sleep(3_000);
          let goOn = (): void => undefined;
          const figures = await measured(run, async () => {
            goOn = run.fleet.freeze(app, 0);
            await sleep(SESSION_MS * 2);
            goOn();
          });
          return { recoveries: [await run.fleet.untilFullService(performance.now())], ...figures };
        },
      });
    },
  );

  it('a rolling restart under load harms nothing', async () => {
    await faultRun(stack, {
      fault: 'rolling restart',
      how: 'two processes of each stage, one after the other stopped and started under load',
      parcels: 3_000,
      apps: TWO_OF_EACH,
      disturb: async (run) => {
        const recoveries: number[] = [];
        const figures = await measured(run, async () => {
          for (const app of ['parcel', 'ledger', 'release'] as const) {
            for (const which of [0, 1]) {
              const began = performance.now();
              await run.fleet.stopOne(app, which);
              await run.fleet.startOne(app, which);
              recoveries.push(await run.fleet.untilFullService(began, new Set([app])));
            }
          }
        });
        return { recoveries, ...figures };
      },
    });
  });
});
