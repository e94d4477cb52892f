import type { Halt, RunnerObserver } from '@sandan/pipeline';
import type { HealthState } from './health-state';

/** Tells the health of a process which of its lanes stand still. */
export function healthObserver(health: Pick<HealthState, 'halted' | 'released'>): RunnerObserver {
  return {
    flushed: () => undefined,
    lag: () => undefined,
    fenced: () => undefined,
    undecidable: () => undefined,
    halted: (stage, lane, halt) => health.halted(`${stage}/${lane}`, haltText(stage, lane, halt)),
    closed: (stage, lane) => health.released(`${stage}/${lane}`),
  };
}

function haltText(stage: string, lane: number, { records, deadLetters, reasons }: Halt): string {
  const kinds = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  return (
    `lane ${stage}/${lane} stopped: ${deadLetters} of its last ${records} records are dead letters ` +
    `(${kinds.map(([reason, count]) => `${reason} ${count}`).join(', ')})`
  );
}
