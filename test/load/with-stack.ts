import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stackDown, type StackInfo, stackUp } from '../../deploy/stack';

/** Process ids of both servers. */
export function serversOf({ kafkaPid, mongodPid }: StackInfo): { kafka: number; mongod: number } {
  return { kafka: kafkaPid, mongod: mongodPid };
}

/** Work on servers of its own, empty before and gone after it. */
export async function withStack<T>(
  root: string,
  onProgress: (line: string) => void,
  work: (stack: StackInfo) => Promise<T>,
  mongoCacheGb?: number,
): Promise<T> {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    return await work(await stackUp({ folder, onProgress, mongoCacheGb }));
  } finally {
    await stackDown({ folder });
    rmSync(folder, { recursive: true, force: true });
  }
}
