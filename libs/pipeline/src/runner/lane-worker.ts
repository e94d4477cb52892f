import type { LaneHandler, LaneReader } from '../ports/log.port';
import { LaneLostError } from '../ports/lane-store.port';
import { LaneRevokedError } from '../ports/log.port';
import type { LaneOffsets } from '../ports/records';
import type { Flush } from './flush';
import { Lane } from './lane';
import type { RunnerOptions } from './lane-options';

/**
 * Works the lanes that the log assigns: while one flush is on its way to the store and the log, the next batch is
 * already being decided.
 */
export class LaneWorker implements LaneHandler {
  private readonly open = new Map<number, Lane>();

  constructor(private readonly options: RunnerOptions) {}

  /** A lane that is being worked now. */
  lane(laneNumber: number): Lane | undefined {
    return this.open.get(laneNumber);
  }

  async assigned(laneNumber: number): Promise<LaneOffsets> {
    const lane = new Lane(this.options, laneNumber);
    const offsets = await lane.open();
    this.open.set(laneNumber, lane);
    return offsets;
  }

  async run(reader: LaneReader): Promise<void> {
    const lane = this.open.get(reader.lane);
    if (!lane) throw new Error(`lane ${reader.lane} runs before it was assigned`);
    let underway: Promise<void> = Promise.resolve();
    try {
      for (;;) {
        const flush = await this.next(lane, reader);
        await underway;
        if (lane.wantsCheckpoint || (flush.isEmpty && lane.hasUnsavedStates)) {
          await lane.commit(flush);
          await lane.checkpoint();
          reader.committed(flush.head.offsets);
          continue;
        }
        underway = lane.commit(flush).then(() => reader.committed(flush.head.offsets));
        // A failure is met at the next await; until then it must not count as unhandled.
        underway.catch(() => undefined);
      }
    } catch (error) {
      await underway.catch(() => undefined);
      if (!(error instanceof LaneRevokedError) && !(error instanceof LaneLostError)) throw error;
    } finally {
      if (this.open.get(reader.lane) === lane) this.open.delete(reader.lane);
      this.options.observer.closed?.(this.options.hosting.name, reader.lane);
    }
  }

  private async next(lane: Lane, reader: LaneReader): Promise<Flush> {
    const { batchRecordsMax, batchBytesMax, readWaitMs, wallClock } = this.options;
    const records = await reader.read(batchRecordsMax, batchBytesMax, readWaitMs);
    this.tellLag(reader);
    if (records.length > 0) return lane.decide(records);
    const idleClock = reader.idle() ? lane.idleClock(wallClock()) : undefined;
    return lane.decide([], idleClock);
  }

  private tellLag(reader: LaneReader): void {
    const { records, oldestTimestamp } = reader.lag();
    const seconds = oldestTimestamp === undefined ? 0 : Math.max(0, this.options.wallClock() - oldestTimestamp) / 1000;
    this.options.observer.lag(this.options.hosting.name, reader.lane, { records, seconds });
  }
}
