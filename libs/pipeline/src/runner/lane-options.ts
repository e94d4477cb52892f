import type { AnyStage, Digest, Reference, StageName } from '@sandan/domain';
import type { ReadRecord } from '../intake/intake';
import type { LaneStore } from '../ports/lane-store.port';
import type { Publisher } from '../ports/log.port';
import type { RunnerObserver } from './observer';
import type { BreakerOptions } from './poison-breaker';

/** What a runner hosts on its lanes. */
export interface Hosting {
  /** Name of the lanes in the store: the stage, or the name of a process that hosts several. */
  name: string;
  stages: readonly AnyStage[];
  /** Reads the partners' topics, for the stage that takes them. */
  partners?: { stage: StageName; read: ReadRecord };
  /** Topic of each stage that is hosted elsewhere, or in another lane. */
  stageTopics: Readonly<Record<StageName, string>>;
  /** Lanes of a stage that is hosted elsewhere, where they are not as many as the own ones. */
  lanesOf?: Readonly<Partial<Record<StageName, number>>>;
}

export interface RunnerOptions {
  hosting: Hosting;
  store: LaneStore;
  /** Left out where the append of an entry tells its outputs. */
  publisher?: Publisher;
  reference: Reference;
  digest: Digest;
  observer: RunnerObserver;
  /** Number of lanes (partitions) of the stage: serials of different lanes never meet. */
  lanes: number;
  /** Names this process in the journal. */
  owner: string;
  wallClock: () => number;
  batchRecordsMax: number;
  batchBytesMax: number;
  /** How long a read waits for the first record, ms. */
  readWaitMs: number;
  /**
   * A batch that is less than half full waits for more records until the wall clock is at a full multiple of this, ms; left
   * out = not at all.
   */
  gatherMs?: number;
  /**
   * The wait of a lane that has much to do: it grows up to this with the facts of the last flush, because an entry of the
   * journal costs the same whether it holds two facts or two hundred. Left out = always `gatherMs`.
   */
  gatherMaxMs?: number;
  /** Flushes between two checkpoints, and how many changed states force one. */
  checkpointFlushes: number;
  checkpointKeysMax: number;
  /** States that a lane keeps in memory: how many, and how many packed bytes. */
  cacheKeysMax: number;
  cacheBytesMax: number;
  /** An idle lane's business clock follows the wall clock's pace after this pause, ms; 0 = never. */
  idleClockMs: number;
  /** When a lane of partners' records stops because of poison; left out = never. */
  breaker?: BreakerOptions;
}
