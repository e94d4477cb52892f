import { LaneLostError } from '../ports/lane-store.port';
import { LaneRevokedError } from '../ports/log.port';
import type { LaneHandler } from '../ports/log.port';
import type { LaneOffsets } from '../ports/records';
import type { BufferedLane } from './buffered-lane';

export interface LaneRunsOptions {
  handler: LaneHandler;
  /** Opens the lane's reader at the store's offsets; `current` turns false once the assignment is out of date. */
  open(lane: number, offsets: LaneOffsets, current: () => boolean): Promise<BufferedLane>;
  onFatal(error: Error): void;
  /** First pause in ms after a failed claim or a run that ended by itself; doubles up to 16 times. */
  retryMs?: number;
  /** Claims that may fail in a row before the failure is fatal. */
  claimAttempts?: number;
}

/**
 * The lanes that one consumer works at the moment. Every assignment revokes all lanes, waits until their runs have
 * ended and starts the assigned ones anew from the store's offsets: a lane that stays is treated like one that came, so
 * there is one way to begin, and no record depends on what an earlier assignment had buffered.
 */
export class LaneRuns {
  private readonly open = new Map<number, BufferedLane>();
  private working: Promise<void>[] = [];
  private wanted: { lanes: readonly number[]; since: number } = { lanes: [], since: 0 };
  private epoch = 0;
  private turn: Promise<void> = Promise.resolve();
  private endPause = (): void => undefined;
  private paused: Promise<void> = Promise.resolve();

  constructor(private readonly options: LaneRunsOptions) {
    this.armPause();
  }

  /** Takes over a new set of lanes; resolves when the former runs have ended and the new ones were started. */
  assign(lanes: readonly number[]): Promise<void> {
    const epoch = this.revokeAll();
    this.wanted = { lanes, since: performance.now() };
    this.turn = this.turn.then(async () => {
      await Promise.all(this.working);
      if (epoch !== this.epoch) return;
      this.working = lanes.map((lane) => this.work(lane, epoch));
    });
    return this.turn;
  }

  /** Revokes all lanes at once; their runs end after the flush they are in. Returns the new epoch. */
  revokeAll(): number {
    this.epoch += 1;
    for (const lane of this.open.values()) lane.revoke();
    this.open.clear();
    this.endPause();
    this.armPause();
    return this.epoch;
  }

  /** Revokes all lanes and resolves when every run has ended. */
  async stop(): Promise<void> {
    await this.assign([]);
  }

  /** The reader of a lane that is worked now. */
  lane(lane: number): BufferedLane | undefined {
    return this.open.get(lane);
  }

  /**
   * How long some lane of the assignment has not been worked, ms; 0 when all are. A run of before that does not end keeps
   * its lane from being worked, and nothing else tells.
   */
  get idleMs(): number {
    const { lanes, since } = this.wanted;
    return lanes.every((lane) => this.open.has(lane)) ? 0 : performance.now() - since;
  }

  lanes(): Iterable<BufferedLane> {
    return this.open.values();
  }

  private async work(lane: number, epoch: number): Promise<void> {
    // A run may end although the lane is still ours: another runner claimed it in the store while the group moved.
    // Unless a new assignment takes the lane away meanwhile, it has to be claimed again or nobody works it.
    while (epoch === this.epoch) {
      const reader = await this.claim(lane, epoch);
      if (!reader) return;
      try {
        await this.options.handler.run(reader);
      } catch (error) {
        if (!(error instanceof LaneRevokedError || error instanceof LaneLostError)) return this.fail(error, epoch);
      } finally {
        reader.revoke();
      }
      if (epoch === this.epoch) await this.pause(this.options.retryMs ?? 500);
    }
  }

  /**
   * Claims the lane and opens its reader. A lane claimed while a newer assignment came in still reaches `run`, with a
   * reader that is revoked already, so that the handler can let go of it.
   */
  private async claim(lane: number, epoch: number): Promise<BufferedLane | undefined> {
    const current = (): boolean => epoch === this.epoch;
    const { retryMs = 500, claimAttempts = 8 } = this.options;
    for (let attempt = 1; current(); attempt++) {
      try {
        const offsets = await this.options.handler.assigned(lane);
        const reader = await this.options.open(lane, offsets, current);
        if (current()) this.open.set(lane, reader);
        else reader.revoke();
        return reader;
      } catch (error) {
        if (attempt >= claimAttempts) {
          this.fail(error, epoch);
          return undefined;
        }
        if (current()) await this.pause(retryMs * Math.min(16, 2 ** (attempt - 1)));
      }
    }
    return undefined;
  }

  private fail(error: unknown, epoch: number): void {
    if (epoch !== this.epoch) return;
    this.options.onFatal(error instanceof Error ? error : new Error(String(error)));
  }

  private armPause(): void {
    this.paused = new Promise((resolve) => {
      this.endPause = resolve;
    });
  }

  /** Sleeps, but not past a new assignment. */
  private async pause(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const slept = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([slept, this.paused]);
    clearTimeout(timer);
  }
}
