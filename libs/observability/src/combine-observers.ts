import type { RunnerObserver } from '@sandan/pipeline';

/** Tells every watcher in turn. */
export function combineObservers(...observers: readonly RunnerObserver[]): RunnerObserver {
  return {
    flushed: (report) => observers.forEach((observer) => observer.flushed?.(report)),
    fenced: (stage, lane) => observers.forEach((observer) => observer.fenced(stage, lane)),
    lag: (stage, lane, lag) => observers.forEach((observer) => observer.lag(stage, lane, lag)),
    closed: (stage, lane) => observers.forEach((observer) => observer.closed?.(stage, lane)),
    halted: (stage, lane, halt) => observers.forEach((observer) => observer.halted?.(stage, lane, halt)),
    undecidable: (record, error) => observers.forEach((observer) => observer.undecidable(record, error)),
  };
}
