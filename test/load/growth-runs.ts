import type { ContenderRun } from './contender';

/** What both commands of growth take. */
export const GROWTH_OPTIONS = {
  parcels: { type: 'string', default: '300000' },
  stored: { type: 'string', default: '5000000' },
  runs: { type: 'string', default: '3' },
  help: { type: 'boolean', default: false },
} as const;

const DAY_BEFORE = Date.UTC(2026, 10, 11);
const DAY_MS = 86_400_000;

/** Each run over a store that holds parcels takes the next day, `YYYY-MM-DD`. */
export function dayOfRun(run: number): string {
  return new Date(DAY_BEFORE + run * DAY_MS).toISOString().slice(0, 10);
}

/** Keeps what a run has measured, and tells it. */
export function keep(run: number, what: string, into: ContenderRun[], result: ContenderRun): void {
  into.push(result);
  say(`run ${run}, ${what}: ${Math.round(result.parcelsPerSecond)} parcels/s`);
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
