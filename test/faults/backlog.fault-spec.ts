import { setTimeout as sleep } from 'node:timers/promises';
import type { StackInfo } from '../../deploy/stack';
import { dayRecords, undisturbedRun, type UndisturbedRun } from './day-run';
import { countsOf, reportFault } from './fault-report';
import { PortRun, type PortRunOptions, shortened, UNHARMED } from './port-run';
import { describeReal, freshStack } from './real-stack';
import { spacedChanges } from './spaced-changes';

const PARCELS = 12_000;
const SEED = 20261111;
/** Changes of a document lie so many records apart that no topic is ahead by as much. */
const CHANGES_APART = 20_000;
/** The rate is taken between these parts of all clearances: begin and end are not full service. */
const [FROM_PART, TO_PART] = [0.15, 0.85];
const SHARE_MIN = 0.9;

/** Promise: what has piled up while nobody worked is worked off as quickly as what comes in (measured one after the other). */
describeReal('a backlog', () => {
  let stack: StackInfo;
  const records = spacedChanges(dayRecords({ parcels: PARCELS, seed: SEED, curve: 'normal' }), CHANGES_APART);

  beforeAll(async () => {
    stack = await freshStack();
  });

  /** Clearances a second. */
  async function rateOf(
    options: Pick<PortRunOptions, 'name' | 'preloaded'>,
    expected: UndisturbedRun,
  ): Promise<{ rate: number; counts: ReturnType<typeof countsOf> }> {
    const run = await PortRun.open({ stack, ...options });
    try {
      const [rate] = await Promise.all([
        fullRate(run, expected.parcels),
        options.preloaded ? undefined : run.feed(records),
      ]);
      const verdict = await run.verdict(expected);
      expect(shortened(verdict)).toEqual(UNHARMED);
      return { rate, counts: countsOf(verdict) };
    } finally {
      await run.close();
    }
  }

  it('is worked off at the clean rate', async () => {
    const expected = await undisturbedRun(records);
    const clean = await rateOf({ name: 'clean' }, expected);
    const backlog = await rateOf({ name: 'backlog', preloaded: records }, expected);
    reportFault({
      fault: 'backlog of a day',
      how: `in the topics before any process starts; sent to running processes as fast as the broker takes it: ${clean.rate.toFixed(0)} parcels/s`,
      parcels: PARCELS,
      ...backlog.counts,
      recoveries: [],
      parcelsPerSecond: backlog.rate,
    });
    expect(backlog.rate).toBeGreaterThanOrEqual(clean.rate * SHARE_MIN);
  });
});

async function fullRate(run: PortRun, clearances: number): Promise<number> {
  const reached = async (part: number): Promise<{ told: number; at: number }> => {
    for (;;) {
      const told = await run.clearancesTold();
      if (told >= part * clearances) return { told, at: performance.now() };
      await sleep(50);
    }
  };
  const [from, to] = [await reached(FROM_PART), await reached(TO_PART)];
  return ((to.told - from.told) / (to.at - from.at)) * 1_000;
}
