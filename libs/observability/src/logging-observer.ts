import type { RunnerObserver } from '@sandan/pipeline';
import type { Logger } from './logger';

/** Logs what staff must look into; a flush is no event, its numbers are in the metrics. */
export function loggingObserver(logger: Logger): RunnerObserver {
  return {
    flushed: () => undefined,
    lag: () => undefined,
    fenced: (stage, lane) => logger.warn('lane-lost', { stage, lane }),
    closed: (stage, lane) => logger.info('lane-closed', { stage, lane }),
    halted: (stage, lane, { records, deadLetters, reasons }) =>
      logger.error('lane-stopped', undefined, { stage, lane, records, deadLetters, reasons: JSON.stringify(reasons) }),
    undecidable: ({ topic, partition, offset }, error) =>
      logger.error('record-undecidable', error, { topic, partition, offset }),
  };
}
