import { setTimeout as sleep } from 'node:timers/promises';
import { type Disturbed, faultRun, measured } from './fault-run';
import type { PortRun } from './port-run';
import { describeReal, STACK_FOLDER } from './real-stack';
import { UnsteadyNetwork } from './unsteady-network';
import type { Weather } from './unsteady-proxy';

const SEED = Number(process.env['SANDAN_FAULT_SEED'] ?? 20261111);
const PARCELS = 3_000;
const BACK_WITHIN_SECONDS = 15;
/** A silence must first be told from slowness, on one connection after the other. */
const SILENCE_WITHIN_SECONDS = 30;
/** The shortest that a broker takes. */
const SESSION_MS = 6_000;

type Row = [fault: string, how: string, weather: Weather, seconds: number];

const WEATHERS: Row[] = [
  ['slow connections', 'every piece of bytes 100 ms later, both ways, for 15 s', { kind: 'slow', delayMs: 100 }, 15],
  ['resetting connections', 'each reset after at most 2 s, for 15 s', { kind: 'resets', withinMs: 2_000 }, 15],
  ['partition', 'no process reaches a server for 20 s, and none is told', { kind: 'partition' }, 20],
];

/** Promise: whatever the network does between processes and servers, nothing is lost, doubled or changed. */
describeReal('a bad network', () => {
  let network: UnsteadyNetwork;

  beforeAll(async () => {
    network = await UnsteadyNetwork.start(STACK_FOLDER, SEED);
  });

  afterAll(() => network?.close());

  async function throughIt(
    fault: string,
    how: string,
    disturb: (run: PortRun) => Promise<Disturbed>,
    withinSeconds = BACK_WITHIN_SECONDS,
  ): Promise<void> {
    const { stack, servers } = network;
    let recoveries: number[] = [];
    await faultRun(stack, {
      ...{ fault, how, servers, parcels: PARCELS },
      disturb: async (run) => {
        await sleep(3_000);
        const disturbed = await disturb(run);
        ({ recoveries } = disturbed);
        return disturbed;
      },
    });
    expect(Math.max(...recoveries)).toBeLessThanOrEqual(withinSeconds);
  }

  it.each(WEATHERS)('%s: harm nothing, and full service comes back by itself', async (fault, how, weather, seconds) => {
    await throughIt(fault, how, async (run) => {
      const figures = await measured(run, async () => {
        network.become(weather);
        await sleep(seconds * 1_000);
        network.become({ kind: 'fair' });
      });
      return { recoveries: [await run.untilFlowing()], ...figures };
    });
  });

  it('connections whose other end is gone without a word are given up, and harm nothing', async () => {
    const silence = async (run: PortRun): Promise<Disturbed> => {
      const recoveries: number[] = [];
      for (let round = 0; round < 2; round++) {
        expect(network.abandon()).toBeGreaterThan(0);
        recoveries.push(await run.untilFlowing());
        await sleep(3_000);
      }
      return { recoveries };
    };
    const how = 'all connections to both servers at once, twice';
    await throughIt('half-open connections', how, silence, SILENCE_WITHIN_SECONDS);
  });

  it('a process cut off from both servers loses its lanes to another, and wakes up harmless', async () => {
    const { stack, servers } = network;
    const away = { SANDAN_BROKERS: servers.brokers.join(), SANDAN_MONGO_URI: servers.mongoUri };
    await faultRun(stack, {
      fault: 'partition of one process',
      how: 'one of two parcel processes reaches neither server for 20 s; the other takes its lanes meanwhile',
      parcels: PARCELS,
      apps: ['parcel', 'parcel', 'ledger', 'release'],
      environment: { SANDAN_SESSION_TIMEOUT_MS: String(SESSION_MS) },
      environmentOf: (name): Record<string, string> => (name === 'parcel-0' ? away : {}),
      disturb: async (run) => {
        await sleep(3_000);
        const figures = await measured(run, async () => {
          network.become({ kind: 'partition' });
          await sleep(20_000);
          network.become({ kind: 'fair' });
        });
        return { recoveries: [await run.untilFlowing()], ...figures };
      },
    });
  });
});
