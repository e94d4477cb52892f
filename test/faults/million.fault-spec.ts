import { setTimeout as sleep } from 'node:timers/promises';
import { killKafka, killMongod, type StackInfo, startKafkaAgain, startMongodAgain } from '../../deploy/stack';
import { reportFault, spread } from './fault-report';
import { besides } from './fault-run';
import { LongRun } from './long-run';
import { describeReal, freshStack } from './real-stack';

const PARCELS = Number(process.env['SANDAN_MILLION_PARCELS'] ?? 1_000_000);
const SEED = Number(process.env['SANDAN_FAULT_SEED'] ?? 20261111);
/**
 * A quarter of what the engine decides on a quiet machine of two cores. The test takes its share of them, and what came while a
 * server was away must be worked off before the next kill: else it is the backlog that is measured.
 */
const RECORDS_PER_SECOND_MAX = 1_400;
/** Room for each kill and what it takes to mend it: a short day comes slower, or it would be over before the last. */
const SECONDS_A_KILL = 12;
const TARGETS = ['parcel', 'ledger', 'release', 'broker', 'mongod'] as const;
/** 55 kills of a million parcels. */
const KILLS = Math.max(2, Math.round(PARCELS / 90_000)) * TARGETS.length;
const BACK_WITHIN_SECONDS = 15;
const SETTLE_MS = 3_000;

type Target = (typeof TARGETS)[number];

/** Promise: each process and each server killed in turn, again and again, and not one parcel the worse. */
describeReal('a million parcels', () => {
  it('lose nothing, double nothing and change nothing while everything is killed in turn', async () => {
    const stack = await freshStack();
    const run = await LongRun.open(stack, { parcels: PARCELS, seed: SEED });
    try {
      const seconds = new Map<Target, number[]>();
      let isOver = false;
      const perSecond = Math.min(RECORDS_PER_SECOND_MAX, run.records / (KILLS * SECONDS_A_KILL));
      const spanMs = (run.records / perSecond) * 1_000;
      const kills = killInTurn(run, stack, spanMs, seconds).finally(() => (isOver = true));
      await Promise.all([kills, run.feed(perSecond, () => !isOver)]);
      const verdict = await run.verdict();
      const all = [...seconds.values()].flat();
      const each = [...seconds].map(([target, times]) => `${target} ${spread(times)}`).join(', ');
      reportFault({
        fault: 'everything killed in turn',
        how: [
          `${all.length} kills of parcel, ledger, release, the broker and mongod, seed ${SEED}; ${each}`,
          ...besides(run.port.fleet.deaths, verdict.answered),
        ].join('; '),
        parcels: verdict.parcels,
        ...verdict.counts,
        recoveries: all,
      });
      expect(verdict.counts).toEqual({ lost: 0, doubled: 0, different: 0, stuck: 0 });
      expect(all.length).toBe(KILLS);
      expect(percentile(all, 0.99)).toBeLessThanOrEqual(BACK_WITHIN_SECONDS);
    } finally {
      await run.close();
    }
  });
});

/** Evenly over the day; each as soon as the one before is mended. */
async function killInTurn(
  run: LongRun,
  stack: StackInfo,
  spanMs: number,
  seconds: Map<Target, number[]>,
): Promise<void> {
  const began = performance.now();
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(Math.max(SETTLE_MS, began + (spanMs * (kill + 1)) / (KILLS + 1) - performance.now()));
    const target = TARGETS[kill % TARGETS.length]!;
    const took = await killOne(run, stack, target);
    seconds.set(target, [...(seconds.get(target) ?? []), took]);
    process.stderr.write(`kill ${kill + 1} of ${KILLS}: ${target}, full service after ${took.toFixed(1)} s\n`);
  }
}

/** Seconds until clearances flow again; of a server from its return. */
async function killOne(run: LongRun, stack: StackInfo, target: Target): Promise<number> {
  const since = performance.now();
  if (target === 'broker') {
    await killKafka(stack);
    await startKafkaAgain(stack);
    return run.port.untilFlowing();
  }
  if (target === 'mongod') {
    await killMongod(stack);
    await startMongodAgain(stack);
    return run.port.untilFlowing();
  }
  await run.port.fleet.kill(target);
  await run.port.fleet.allBack();
  await run.port.untilFlowing();
  return (performance.now() - since) / 1_000;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}
