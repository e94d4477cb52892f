import { setTimeout as sleep } from 'node:timers/promises';
import { killKafka, killMongod, type StackInfo, startKafkaAgain, startMongodAgain } from '../../deploy/stack';
import { type Disturbed, faultRun, measured } from './fault-run';
import type { PortRun } from './port-run';
import { describeReal, freshStack } from './real-stack';

/** Told by `npm run faults`; 0 kills the servers only, without an outage. */
const AWAY_SECONDS = Number(process.env['SANDAN_FAULT_AWAY_SECONDS'] ?? 0);
/** Enough to go on until the last kill is mended. */
const PARCELS = 8_000;
const BACK_WITHIN_SECONDS = 15;

interface Outage {
  down(): Promise<unknown>;
  up(): Promise<unknown>;
}

type Row = [fault: string, how: string, outage: Outage, times: number, seconds: number];

/** Promise: whatever server dies, and for how long, nothing is lost, doubled, changed or dead-lettered for it. */
describeReal('servers that die', () => {
  let stack: StackInfo;

  beforeAll(async () => {
    stack = await freshStack();
  });

  const broker: Outage = { down: () => killKafka(stack), up: () => startKafkaAgain(stack) };
  const database: Outage = { down: () => killMongod(stack), up: () => startMongodAgain(stack) };
  const both: Outage = {
    down: () => Promise.all([broker.down(), database.down()]),
    up: () => Promise.all([broker.up(), database.up()]),
  };

  const kills: Row[] = [
    ['SIGKILL of the broker', 'three times while parcels run, started again at once', broker, 3, 0],
    ['SIGKILL of mongod', 'three times while parcels run, started again at once', database, 3, 0],
  ];
  const outages: Row[] = [
    ['broker away', `for ${AWAY_SECONDS} s`, broker, 1, AWAY_SECONDS],
    ['database away', `for ${AWAY_SECONDS} s`, database, 1, AWAY_SECONDS],
    ['both servers away', `for ${AWAY_SECONDS} s`, both, 1, AWAY_SECONDS],
  ];
  const rows = AWAY_SECONDS > 0 ? [...kills, ...outages] : kills;

  it.each(rows)(
    '%s: nothing lost, doubled or changed, and full service by itself',
    async (fault, how, outage, times, seconds) => {
      let recoveries: number[] = [];
      await faultRun(stack, {
        fault,
        how,
        parcels: PARCELS,
        disturb: async (run) => {
          const disturbed = await interrupt(run, outage, times, seconds);
          ({ recoveries } = disturbed);
          return disturbed;
        },
      });
      expect(Math.max(...recoveries)).toBeLessThanOrEqual(BACK_WITHIN_SECONDS);
    },
  );
});

async function interrupt(run: PortRun, { down, up }: Outage, times: number, seconds: number): Promise<Disturbed> {
  const recoveries: number[] = [];
  const figures = { lastedSeconds: 0, told: 0 };
  for (let round = 0; round < times; round++) {
    await sleep(3_000);
    const { lastedSeconds, told } = await measured(run, async () => {
      await down();
      await sleep(seconds * 1_000);
      await up();
    });
    figures.lastedSeconds += lastedSeconds;
    figures.told += told;
    recoveries.push(await run.untilFlowing());
  }
  return { recoveries, ...figures };
}
