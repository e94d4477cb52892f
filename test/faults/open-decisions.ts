import { type ParcelFact, type ParcelGroup, parcelsOf, parcelStage } from '@sandan/domain';
import { type LaneStore, unpackFacts } from '@sandan/pipeline';

/** Parcels that still wait for an answer of quota or stock, folded from the journals: at rest there is none. */
export async function openDecisions(store: LaneStore, partitions: number): Promise<string[]> {
  const groups = new Map<string, ParcelGroup>();
  for (let lane = 0; lane < partitions; lane++) {
    for await (const { facts } of store.entries({ stage: 'parcel', lane }, 1)) {
      for (const [, key, fact] of unpackFacts(facts)) {
        groups.set(key, parcelStage.evolve(groups.get(key) ?? parcelStage.initial(key), fact as ParcelFact));
      }
    }
  }
  return [...groups].flatMap(([orderNo, group]) =>
    parcelsOf(group).some(({ deciding }) => deciding !== undefined) ? [orderNo] : [],
  );
}
