import { setTimeout as pause } from 'node:timers/promises';
import { isPassingFault } from './passing-faults';

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 5_000;

export interface PatienceOptions {
  /** Longest time one call may spend on retries; default forever, since giving up early helps nobody. */
  deadlineMs?: number;
  /** Told of every passing fault before its pause. */
  onRetry?: (retry: { operation: string; attempt: number; pauseMs: number; error: Error }) => void;
}

export class StoreClosedError extends Error {
  constructor() {
    super('the lane store was closed');
    this.name = 'StoreClosedError';
  }
}

/** Repeats what failed by a passing fault, with growing pauses; anything else is thrown at once. */
export class Patience {
  private readonly closing = new AbortController();

  constructor(private readonly options: PatienceOptions = {}) {}

  async run<T>(operation: string, work: () => Promise<T>): Promise<T> {
    const giveUpAt = performance.now() + (this.options.deadlineMs ?? Infinity);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (this.closing.signal.aborted) throw new StoreClosedError();
        if (!isPassingFault(error) || performance.now() >= giveUpAt) throw error;
        const pauseMs = this.pauseMs(attempt);
        this.options.onRetry?.({ operation, attempt, pauseMs, error: error as Error });
        await this.wait(pauseMs);
      }
    }
  }

  /** Ends the pauses under way; their calls throw `StoreClosedError`. */
  end(): void {
    this.closing.abort();
  }

  /** Jitter over the upper half, so that many processes do not come back in step after an election. */
  private pauseMs(attempt: number): number {
    const fullMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt - 1, 16));
    return fullMs / 2 + (Math.random() * fullMs) / 2;
  }

  private async wait(ms: number): Promise<void> {
    try {
      await pause(ms, undefined, { signal: this.closing.signal });
    } catch {
      throw new StoreClosedError();
    }
  }
}
