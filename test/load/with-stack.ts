import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stackDown, type StackInfo, stackUp } from '../../deploy/stack';

/** Work on servers of its own, empty before and gone after it. */
export async function withStack<T>(
  root: string,
  onProgress: (line: string) => void,
  work: (stack: StackInfo) => Promise<T>,
): Promise<T> {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    return await work(await stackUp({ folder, onProgress }));
  } finally {
    await stackDown({ folder });
    rmSync(folder, { recursive: true, force: true });
  }
}
