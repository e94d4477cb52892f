import { appendFileSync } from 'node:fs';
import type { Verdict } from './port-run';

/** The figures of one fault, a row of the page of faults. */
export interface FaultFigures {
  fault: string;
  /** What was done, with its sizes. */
  how: string;
  parcels: number;
  lost: number;
  doubled: number;
  different: number;
  stuck: number;
  /** From the fault (of a server that was away: from its return) to full service, each time; seconds. */
  recoveries: number[];
  /** Parcels decided a second while the fault lasted, when that was measured. */
  parcelsPerSecond?: number;
}

/** Says the figures aloud, and hands them to whoever writes the page (SANDAN_FAULTS_ROWS names its file). */
export function reportFault(figures: FaultFigures): void {
  const file = process.env['SANDAN_FAULTS_ROWS'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(figures)}\n`);
  const { recoveries, parcelsPerSecond } = figures;
  const rate = parcelsPerSecond === undefined ? '' : `, ${parcelsPerSecond.toFixed(0)} parcels/s during it`;
  process.stderr.write(
    `${figures.fault} (${figures.how}): ${figures.parcels} parcels, ${figures.lost} lost, ${figures.doubled} doubled, ` +
      `${figures.different} different, ${figures.stuck} stuck; full service after ${spread(recoveries)}${rate}\n`,
  );
}

export function countsOf({ lost, doubled, different, stuck, ledgers, sharedNumbers }: Verdict) {
  return {
    lost: lost.length,
    doubled: doubled.length + sharedNumbers,
    different: different.length + ledgers.length,
    stuck: stuck.length,
  };
}

/** Median and worst of some seconds. */
export function spread(seconds: readonly number[]): string {
  if (seconds.length === 0) return '–';
  const sorted = [...seconds].sort((a, b) => a - b);
  const [median, worst] = [sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!];
  if (sorted.length === 1) return `${worst.toFixed(1)} s`;
  return `${median.toFixed(1)} s (median), ${worst.toFixed(1)} s (worst of ${sorted.length})`;
}
