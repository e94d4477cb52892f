import { setTimeout as sleep } from 'node:timers/promises';
import { dayRecords, undisturbedRun } from './day-run';
import { countsOf, reportFault, spread } from './fault-report';
import { type Kill, killPlan } from './kill-plan';
import { PortRun, shortened, UNHARMED } from './port-run';
import { describeReal, freshStack } from './real-stack';
import { spacedChanges } from './spaced-changes';
import type { StageFleet } from './stage-fleet';
import type { AppName } from '../../deploy/engine';

const PARCELS = Number(process.env['SANDAN_KILL_PARCELS'] ?? 20_000);
const SEED = Number(process.env['SANDAN_FAULT_SEED'] ?? 20261111);
const RECORDS_PER_SECOND = 1_000;
const CHANGES_APART_SECONDS = 4;
const BACK_WITHIN_SECONDS = 15;
const APPS: readonly AppName[] = ['parcel', 'ledger', 'release'];
/** 12 kills of 20,000 parcels, 50 and more of a million. */
const ROUNDS = Math.max(4, Math.min(17, Math.round(PARCELS / 5_000)));

/** Promise: killing any process at any moment changes no outcome, no quota, no stock (contract 10). */
describeReal('killed processes', () => {
  const day = dayRecords({ parcels: PARCELS, seed: SEED, curve: 'normal' });
  const records = spacedChanges(day, CHANGES_APART_SECONDS * RECORDS_PER_SECOND);
  let run: PortRun;

  beforeAll(async () => {
    run = await PortRun.open({ name: 'killed', stack: await freshStack() });
  });

  afterAll(() => run?.close());

  it(`loses, doubles and changes nothing while every process is killed at random moments (seed ${SEED})`, async () => {
    const expected = await undisturbedRun(records);
    const feeding = run.feed(records, RECORDS_PER_SECOND);
    const plan = killPlan(SEED, APPS, ROUNDS, (records.length / RECORDS_PER_SECOND) * 1_000);
    await Promise.all([feeding, carryOut(plan, run.fleet)]);
    await run.fleet.allBack();
    const verdict = await run.verdict(expected);
    const { recoveries } = run.fleet;
    const full = recoveries.flatMap(({ fullSeconds }) => fullSeconds ?? []);
    const ready = recoveries.map(({ readySeconds }) => readySeconds);
    reportFault({
      fault: 'SIGKILL of stage processes',
      how: `${plan.length} kills at random moments, seed ${SEED}; from restart to ready ${spread(ready)}`,
      parcels: PARCELS,
      ...countsOf(verdict),
      recoveries: full,
    });
    expect(plan.length).toBeGreaterThanOrEqual(10);
    expect(shortened(verdict)).toEqual(UNHARMED);
    expect(Math.max(...full)).toBeLessThanOrEqual(BACK_WITHIN_SECONDS);
  });
});

async function carryOut(plan: readonly Kill[], fleet: StageFleet): Promise<void> {
  const began = performance.now();
  for (const { atMs, app } of plan) {
    await sleep(Math.max(0, began + atMs - performance.now()));
    await fleet.kill(app);
  }
}
