import type { AnyStage } from '@sandan/domain';
import type { LaneStore, MemoryLaneDisk, Publisher } from '@sandan/pipeline';
import type { SimProcess } from './sim-process';

/**
 * A bug that is planted from outside: it wraps what the engine stands on, or a decider. The product has no switch for
 * it.
 */
export interface Plant {
  store?(store: LaneStore, at: PlantedAt): LaneStore;
  publisher?(publisher: Publisher): Publisher;
  stage?(stage: AnyStage): AnyStage;
}

export interface PlantedAt {
  process: SimProcess;
  disk: MemoryLaneDisk;
  publisher: Publisher;
}
