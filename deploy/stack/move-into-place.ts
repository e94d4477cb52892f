import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';

/**
 * Gives a finished download its final name in one step, so that nobody ever sees half of it.
 * When another process was faster, its copy stays: both were verified against the same sums.
 */
export async function moveIntoPlace(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}
