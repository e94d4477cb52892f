import { setTimeout as sleep } from 'node:timers/promises';

/** A partition that brought as many has a backlog. */
const MANY_RECORDS = 100;
/** After so many pauses without a fetch that brought something, what comes is the beginning of something. */
const QUIET_PAUSES = 2;
/** The batches of one fetch are taken within this, ms. */
const ONE_FETCH_MS = 2;

/**
 * The pause after a fetch that brought little. kafkajs fetches again as soon as all batches of one fetch are taken; they
 * share the pause. There is none after a first fetch: the broker answers it with the first partition that has something, and
 * the rest of what was sent at once is there a moment later.
 */
export class FetchPause {
  private current: Promise<void> | undefined;
  private fetchedAt = -Infinity;

  /** `now`: a clock that never goes back, ms. */
  constructor(
    private readonly pauseMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** What a batch of so many records waits for. */
  after(records: number): Promise<void> | undefined {
    if (this.pauseMs === 0 || records >= MANY_RECORDS) return undefined;
    const now = this.now();
    const quietMs = now - this.fetchedAt;
    if (quietMs > ONE_FETCH_MS) {
      this.fetchedAt = now;
      this.current = quietMs >= QUIET_PAUSES * this.pauseMs ? undefined : sleep(this.pauseMs);
    }
    return this.current;
  }
}
