import { type ParcelFact, type ParcelGroup, parcelsOf, parcelStage } from '@sandan/domain';
import { type LaneRef, type LaneStore, unpackFacts } from '@sandan/pipeline';

/** Parcels that still wait for an answer of quota or stock, folded from the journals: at rest there is none. */
export async function openDecisions(store: LaneStore, lanes: readonly LaneRef[]): Promise<string[]> {
  const groups = new Map<string, ParcelGroup>();
  for (const lane of lanes) {
    for await (const { facts } of store.entries(lane, 1)) {
      for (const [stage, key, fact] of unpackFacts(facts)) {
        if (stage !== 'parcel') continue;
        groups.set(key, parcelStage.evolve(groups.get(key) ?? parcelStage.initial(key), fact as ParcelFact));
      }
    }
  }
  return [...groups].flatMap(([orderNo, group]) =>
    parcelsOf(group).some(({ deciding }) => deciding !== undefined) ? [orderNo] : [],
  );
}
