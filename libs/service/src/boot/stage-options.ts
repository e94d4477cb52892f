import { FLOW, type FlowStage } from '@sandan/contracts';
import type { Digest, Reference } from '@sandan/domain';
import {
  type LaneStore,
  type Publisher,
  type RunnerObserver,
  type RunnerOptions,
  STAGE_HOSTING,
} from '@sandan/pipeline';
import type { ServiceConfig } from '@sandan/config';
import type { HostedStage } from '../server/lane-batch-server';

export interface StageParts {
  config: Pick<
    ServiceConfig,
    | 'batchRecordsMax'
    | 'batchBytesMax'
    | 'flushWaitMs'
    | 'checkpointFlushes'
    | 'cacheKeysMax'
    | 'cacheBytesMax'
    | 'idleClockMs'
    | 'poisonWindowRecords'
    | 'poisonPercentMax'
  >;
  store: LaneStore;
  publisher: Publisher;
  reference: Reference;
  digest: Digest;
  observer: RunnerObserver;
  lanes: number;
  owner: string;
}

/** An idle lane looks around this often; a lane without records for this long saves its states. */
const READ_WAIT_MS = 500;

/** Changed states that force a checkpoint: one takes the store most of a second. */
const CHECKPOINT_KEYS_MAX = 8_000;

/**
 * Stages that only other stages ask get what those have decided at once: they wait until all of it is there, ms. Under load
 * their work comes in small pieces from all lanes: they wait so many times the usual wait and append far fewer entries.
 */
const FOLLOWS_AFTER_MS = 5;
const BUSY_WAIT_FACTOR = 4;

/** A stage of the flow in lanes of its own, ready to be consumed. */
export function hostedStage(name: FlowStage['stage'], { config, ...parts }: StageParts): HostedStage {
  const flow = FLOW.find(({ stage }) => stage === name);
  if (!flow) throw new Error(`the flow has no stage ${name}`);
  const hosting = STAGE_HOSTING[name];
  const { flushWaitMs } = config;
  return {
    topics: flow.consumes,
    runner: {
      ...parts,
      hosting,
      wallClock: Date.now,
      batchRecordsMax: config.batchRecordsMax,
      batchBytesMax: config.batchBytesMax,
      readWaitMs: READ_WAIT_MS,
      ...(hosting.partners ? { gatherMs: flushWaitMs } : followingWait(flushWaitMs)),
      checkpointFlushes: config.checkpointFlushes,
      checkpointKeysMax: CHECKPOINT_KEYS_MAX,
      cacheKeysMax: config.cacheKeysMax,
      cacheBytesMax: config.cacheBytesMax,
      idleClockMs: config.idleClockMs,
      breaker: { windowRecords: config.poisonWindowRecords, percentMax: config.poisonPercentMax },
    },
  };
}

function followingWait(flushWaitMs: number): Pick<RunnerOptions, 'gatherMs' | 'gatherMaxMs'> {
  return { gatherMs: Math.min(flushWaitMs, FOLLOWS_AFTER_MS), gatherMaxMs: flushWaitMs * BUSY_WAIT_FACTOR };
}
