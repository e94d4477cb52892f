import { setTimeout as sleep } from 'node:timers/promises';

/** A partition that brought as many has a backlog. */
const MANY_RECORDS = 100;

/**
 * The pause after a fetch that brought little. kafkajs fetches again as soon as all batches of one fetch are taken; they
 * share the pause, and it begins with the first of them.
 */
export class FetchPause {
  private current: Promise<void> | undefined;

  constructor(private readonly pauseMs: number) {}

  /** What a batch of so many records waits for. */
  after(records: number): Promise<void> | undefined {
    if (this.pauseMs === 0 || records >= MANY_RECORDS) return undefined;
    return (this.current ??= sleep(this.pauseMs).then(() => {
      this.current = undefined;
    }));
  }
}
