import type { JournalHead, LaneStore } from '@sandan/pipeline';
import type { Plant } from '../plant';

/** A bug that somebody might write one day, and that the simulation must find. */
export interface PlantedBug {
  name: string;
  /** What is wrong, and what it would cost. */
  about: string;
  plant: Plant;
}

/** A store whose claims hand out another head than the journal's: what a new owner forgets. */
export function claimForgets(forget: (head: JournalHead) => JournalHead): Plant {
  return {
    store: (store) => ({
      ...store,
      claim: async (lane, owner, initial) => {
        const claim = await store.claim(lane, owner, initial);
        return { ...claim, head: forget(claim.head) };
      },
    }),
  };
}

/** A store with some of its calls replaced. */
export function storeWith(replace: (store: LaneStore) => Partial<LaneStore>): Plant {
  return { store: (store) => ({ ...store, ...replace(store) }) };
}
