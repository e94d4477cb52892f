import { createHash } from 'node:crypto';
import type { Reference } from '@sandan/domain';
import { createDigest, type LaneStore, type RunnerOptions, SILENT } from '@sandan/pipeline';
import { type ClearJob, isThrownAway } from './clear-job';

/** Flushes between two checkpoints of a store that is kept: its readers fold what came later. Another one has no readers. */
const KEPT_CHECKPOINT_FLUSHES = 400;

/** What all lanes of a run have in common. */
export function laneSettings(
  job: ClearJob,
  reference: Reference,
  store: LaneStore,
): Omit<RunnerOptions, 'hosting' | 'lanes' | 'checkpointKeysMax' | 'cacheKeysMax' | 'cacheBytesMax'> {
  return {
    store,
    reference,
    // The key only names ledgers inside this run's own store.
    digest: createDigest(job.buyerKey ?? createHash('sha256').update('sandan clear').digest('hex')),
    observer: SILENT,
    owner: 'clear',
    wallClock: Date.now,
    batchRecordsMax: Infinity,
    batchBytesMax: Infinity,
    readWaitMs: 0,
    checkpointFlushes: isThrownAway(job) ? Infinity : KEPT_CHECKPOINT_FLUSHES,
    idleClockMs: 0,
  };
}
