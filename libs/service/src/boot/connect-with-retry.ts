import type { Logger } from '@sandan/observability';
import { setTimeout as sleep } from 'node:timers/promises';
import { BootError } from './boot-error';

const PAUSE_MS = 1_000;
export const GIVE_UP_AFTER_MS = 60_000;

/**
 * Connects to what may still be starting. Throws `BootError` after a minute: then a supervisor's restart, with its own
 * pauses and alarms, is better than a process that looks alive.
 */
export async function connectWithRetry<T>(
  what: string,
  connect: () => Promise<T>,
  logger: Logger,
  giveUpAfterMs = GIVE_UP_AFTER_MS,
): Promise<T> {
  const deadline = Date.now() + giveUpAfterMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await connect();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (Date.now() + PAUSE_MS >= deadline) throw new BootError([`${what} cannot be reached: ${message}`]);
      logger.warn('not-reachable', { what, attempt, message: message.slice(0, 300) });
      await sleep(PAUSE_MS);
    }
  }
}
