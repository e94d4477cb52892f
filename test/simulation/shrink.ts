import type { Plant } from './plant';
import { type RunResult, simulate } from './simulation';
import type { Less } from './world';

const PROBLEMS_MAX = 8;

/** A failed run as text: its seed, the smallest run of it that still fails, what broke, and how it came about. */
export async function shrink(failed: RunResult, plant: Plant, historyLines: number): Promise<string> {
  const { seed } = failed.world;
  const { result, less } = await smallest(failed, plant);
  const { world, problems, history } = result;
  const parcels = world.plans.map(
    ({ number, twist, declared }) => `${number} ${twist}${declared ? ' (declared)' : ''}`,
  );
  const how = [
    `${world.hosting === 'port' ? 'all stages in one lane' : `stages in ${world.lanes} lanes each`}`,
    `${world.layout.length} processes`,
    world.live ? 'live' : 'records in the log before the start',
    world.contended ? 'parcels contend' : 'parcels on their own',
    less.calm ? 'no faults' : `at most ${world.faults.budget} faults`,
  ];
  return [
    `seed ${seed} breaks a law (again: npm run simulate -- --seed ${seed})`,
    `  ${how.join(', ')}`,
    `  parcels: ${parcels.join(', ')}`,
    '',
    ...problems.slice(0, PROBLEMS_MAX).map((problem) => `  ✗ ${problem}`),
    ...(problems.length > PROBLEMS_MAX ? [`  … and ${problems.length - PROBLEMS_MAX} more`] : []),
    '',
    ...history.shortened(historyLines),
    '',
  ].join('\n');
}

/** Leaves out the faults, then one parcel after the other, as long as the run still fails. */
async function smallest(failed: RunResult, plant: Plant): Promise<{ result: RunResult; less: Less }> {
  const { seed, plans } = failed.world;
  let kept: { result: RunResult; less: Less } = { result: failed, less: {} };
  const attempt = async (less: Less): Promise<void> => {
    const result = await simulate(seed, { plant, less });
    if (result.problems.length > 0) kept = { result, less };
  };
  await attempt({ calm: true });
  for (const { number } of plans) {
    const parcels = new Set(kept.result.world.plans.map((plan) => plan.number).filter((other) => other !== number));
    if (parcels.size > 0) await attempt({ ...kept.less, parcels });
  }
  return kept;
}
