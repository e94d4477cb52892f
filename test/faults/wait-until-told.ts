import { setTimeout as sleep } from 'node:timers/promises';
import type { ToldOutputs } from './told-outputs';

/** Nothing new for this long after everything had come: nothing more will come. */
const QUIET_MS = 3_000;

/**
 * Resolves once at least `count` different outputs were told and it has become quiet; also when nothing came for
 * `stallMs`: then the comparison names what is missing.
 */
export async function waitUntilTold(
  outputs: Pick<ToldOutputs, 'changedAt'>,
  count: number,
  told: () => number,
  stallMs = 180_000,
): Promise<void> {
  for (;;) {
    await sleep(1_000);
    const quietMs = Date.now() - outputs.changedAt;
    if (quietMs > stallMs) return;
    if (quietMs > QUIET_MS && told() >= count) return;
  }
}
