import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type OpeningUse, openingsOf } from '@sandan/audit';
import type { Digest, Reference } from '@sandan/domain';
import { createDigest } from '@sandan/pipeline';
import { loadBuyerKey } from '../run/buyer-key';

/** The hashes of a store's rules. Without the store's own secret no buyer can be recognised, which only openings need. */
export interface Buyers {
  digest: Digest;
  /** Absent where buyers cannot be recognised. */
  opening?: OpeningUse;
}

export function buyersOf(storeFolder: string | undefined, reference: Reference): Buyers {
  if (storeFolder === undefined || !existsSync(join(storeFolder, 'buyer-key')))
    return { digest: createDigest('audit') };
  const digest = createDigest(loadBuyerKey(storeFolder));
  return { digest, opening: openingsOf(reference, digest) };
}
