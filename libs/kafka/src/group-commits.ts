import type { LaneOffsets } from '@sandan/pipeline';
import type { Consumer } from 'kafkajs';

/**
 * Group offsets, for lag only: the store knows where a lane stands. Offsets are gathered and sent once an interval; what
 * fails is sent again with the next ones. A new assignment forgets what the former one gathered, because the broker would
 * take an offset of a partition that is no longer ours (it checks the member, not the partition).
 */
export class GroupCommits {
  private pending = new Map<string, { topic: string; partition: number; offset: string }>();
  private epoch = 0;
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> | undefined;
  /** Commits that failed so far. */
  errors = 0;

  constructor(private readonly consumer: Consumer) {}

  start(intervalMs: number): void {
    this.timer = setInterval(() => void this.flush(), intervalMs);
  }

  /** A new assignment began. */
  renew(): void {
    this.epoch += 1;
    this.pending.clear();
  }

  /** The sink for one lane of the present assignment; ignored once that is out of date. */
  sink(lane: number): (offsets: LaneOffsets) => void {
    const { epoch } = this;
    return (offsets) => {
      if (epoch !== this.epoch) return;
      for (const [topic, offset] of Object.entries(offsets)) {
        this.pending.set(`${topic}/${lane}`, { topic, partition: lane, offset: String(offset) });
      }
    };
  }

  /** Sends what is gathered, one request at a time. */
  async flush(): Promise<void> {
    if (this.sending || this.pending.size === 0) return this.sending;
    const { epoch, pending } = this;
    this.pending = new Map();
    this.sending = this.consumer
      .commitOffsets([...pending.values()])
      .catch(() => {
        this.errors += 1;
        if (epoch === this.epoch) this.pending = new Map([...pending, ...this.pending]);
      })
      .finally(() => {
        this.sending = undefined;
      });
    return this.sending;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
    await this.flush();
  }
}
