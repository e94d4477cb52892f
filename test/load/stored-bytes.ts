import { MongoLaneStore } from '@sandan/mongo';
import type { StackInfo } from '../../deploy/stack';

/** Bytes on disk of the engine's collections and their indexes, compressed as MongoDB does it. */
export async function storedBytes({ mongoUri }: StackInfo): Promise<number> {
  const store = await MongoLaneStore.connect(mongoUri, { readOnly: true });
  try {
    return await store.storedBytes();
  } finally {
    await store.close();
  }
}
