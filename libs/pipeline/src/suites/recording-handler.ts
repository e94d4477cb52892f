import { LaneLostError } from '../ports/lane-store.port';
import { LaneRevokedError } from '../ports/log.port';
import type { LaneHandler, LaneReader } from '../ports/log.port';
import type { InboundRecord, LaneOffsets } from '../ports/records';

export interface ReadSize {
  max?: number;
  maxBytes?: number;
  /** Pause in ms after each read, like a slow store. */
  pauseMs?: number;
}

/** What a store would hold: the effects of every lane, its offsets, and the fence that keeps former owners out. */
export class RecordedLanes {
  readonly offsets = new Map<number, LaneOffsets>();
  readonly taken: InboundRecord[] = [];
  /** Runs that came too late and were turned away. */
  fenced = 0;
  private readonly claims = new Map<number, number>();

  claim(lane: number): number {
    const claim = (this.claims.get(lane) ?? 0) + 1;
    this.claims.set(lane, claim);
    return claim;
  }

  isCurrent(lane: number, claim: number): boolean {
    return this.claims.get(lane) === claim;
  }

  /** Takes records and moves the lane's offsets in one step, as one transaction would. */
  commit(lane: number, claim: number, records: readonly InboundRecord[]): LaneOffsets {
    if (!this.isCurrent(lane, claim)) {
      this.fenced += 1;
      throw new LaneLostError({ stage: 'suite', lane }, claim);
    }
    const offsets = { ...this.offsets.get(lane) };
    for (const record of records) offsets[record.topic] = record.offset + 1n;
    this.offsets.set(lane, offsets);
    this.taken.push(...records);
    return offsets;
  }

  ofLane(lane: number): InboundRecord[] {
    return this.taken.filter((record) => record.partition === lane);
  }
}

/** One member of a group; members of one group share the `RecordedLanes`. */
export class RecordingHandler implements LaneHandler {
  readonly readers = new Map<number, LaneReader>();
  private readonly claims = new Map<number, number>();

  constructor(
    readonly store: RecordedLanes,
    private readonly size: ReadSize = {},
  ) {}

  assigned(lane: number): Promise<LaneOffsets> {
    this.claims.set(lane, this.store.claim(lane));
    return Promise.resolve(this.store.offsets.get(lane) ?? {});
  }

  async run(reader: LaneReader): Promise<void> {
    const { lane } = reader;
    const claim = this.claims.get(lane) ?? 0;
    const { max = 100, maxBytes = 4 * 1024 * 1024, pauseMs = 0 } = this.size;
    this.readers.set(lane, reader);
    try {
      for (;;) {
        const records = await reader.read(max, maxBytes, 200);
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
        if (records.length > 0) reader.committed(this.store.commit(lane, claim, records));
      }
    } catch (error) {
      if (error instanceof LaneRevokedError || error instanceof LaneLostError) return;
      throw error;
    } finally {
      if (this.readers.get(lane) === reader) this.readers.delete(lane);
    }
  }
}
