import { type ParcelGroup, parcelsOf } from '@sandan/domain';
import { splitKey } from '@sandan/pipeline';
import type { Folded } from './journal-laws';

/** When every window has ended, no parcel waits for a document, an answer or its turn. */
export function waitingProblems(states: Folded): string[] {
  return [...states].flatMap(([key, state]) => {
    if (splitKey(key).stage !== 'parcel') return [];
    const group = state as ParcelGroup;
    return [
      ...(group.parked.length > 0 ? [`${key}: ${group.parked.length} inputs wait for an answer`] : []),
      ...parcelsOf(group).flatMap(({ ebpCode, deciding, openSince }) => [
        ...(deciding ? [`${key} of ${ebpCode} waits for quota or stock`] : []),
        ...(openSince !== undefined ? [`${key} of ${ebpCode} still waits for documents`] : []),
      ]),
    ];
  });
}
