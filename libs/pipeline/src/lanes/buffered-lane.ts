import { LaneRevokedError } from '../ports/log.port';
import type { LaneReader } from '../ports/log.port';
import type { InboundRecord, LaneOffsets } from '../ports/records';
import { LaneMerge } from '../runner/lane-merge';

export interface BufferedLaneOptions {
  lane: number;
  topics: readonly string[];
  /** Offset of the first record to hand out, by topic. */
  start: LaneOffsets;
  /** How long a topic that is behind is waited for. */
  patienceMs: number;
  /** Tops every topic up to `wanted` buffered records and tells the ends: for a log that can be read at any time. */
  refill?(merge: LaneMerge, wanted: number): void;
  /** Called after records were handed out, so that a paused log may go on. */
  drained?(): void;
  /** May come once more after the lane was revoked: from the flush that was running. */
  committed?(offsets: LaneOffsets): void;
  /** Longest sleep in ms between two looks at the buffers; `wake` ends it early. */
  pollMs?: number;
}

/** A lane whose records wait in memory: filled by a log that pushes (Kafka) or by `refill` from one that is read. */
export class BufferedLane implements LaneReader {
  readonly lane: number;
  readonly merge: LaneMerge;
  private revoked = false;
  private wakeUp: (() => void) | undefined;

  constructor(private readonly options: BufferedLaneOptions) {
    this.lane = options.lane;
    this.merge = new LaneMerge(options.topics, options.start, options.patienceMs);
  }

  async read(max: number, maxBytes: number, waitMs: number): Promise<InboundRecord[]> {
    const deadline = performance.now() + waitMs;
    for (;;) {
      if (this.revoked) throw new LaneRevokedError(this.lane);
      const now = performance.now();
      const records = this.take(max, maxBytes, now);
      if (records.length > 0) return records;
      const rest = deadline - now;
      if (rest <= 0) return records;
      const patience = this.merge.patienceLeftMs(now) ?? rest;
      await this.sleep(Math.min(rest, patience, this.options.pollMs ?? rest));
    }
  }

  committed(offsets: LaneOffsets): void {
    this.options.committed?.(offsets);
  }

  lag(): { records: number; oldestTimestamp?: number } {
    this.options.refill?.(this.merge, 1);
    return this.merge.lag();
  }

  idle(): boolean {
    this.options.refill?.(this.merge, 1);
    return this.merge.idle();
  }

  /** From now on `read` throws `LaneRevokedError`. */
  revoke(): void {
    this.revoked = true;
    this.wake();
  }

  /** Ends the wait of a pending `read`: records came in, an end was reached, or the lane is lost. */
  wake(): void {
    this.wakeUp?.();
  }

  private take(max: number, maxBytes: number, now: number): InboundRecord[] {
    this.options.refill?.(this.merge, max);
    const records = this.merge.take(max, maxBytes, now);
    if (records.length > 0) this.options.drained?.();
    return records;
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.wakeUp = undefined;
        resolve();
      };
      const timer = setTimeout(done, Math.max(1, ms));
      this.wakeUp = done;
    });
  }
}
