import { Prng } from '../../seeds/prng';
import type { AppName } from '../../deploy/engine';

export interface Kill {
  atMs: number;
  app: AppName;
}

/** Kills at random moments of a span, the same number for each app. The same seed gives the same plan. */
export function killPlan(seed: number, apps: readonly AppName[], rounds: number, spanMs: number): Kill[] {
  const chance = new Prng(seed);
  const targets = Array.from({ length: rounds }, () => chance.shuffle([...apps])).flat();
  const moments = targets.map(() => Math.round(chance.fraction() * spanMs)).sort((a, b) => a - b);
  return targets.map((app, index) => ({ atMs: moments[index]!, app }));
}
