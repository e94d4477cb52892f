import { type LaneHandler, type LaneOffsets, type LaneReader, LaneRevokedError } from '@sandan/pipeline';
import type { WatchedClearance } from './parcel-watch';

const RECORDS_MAX = 5_000;
const BYTES_MAX = 8 * 1024 * 1024;
const WAIT_MS = 200;

/** Reads the topic of clearances from its beginning, as a partner would. */
export class ClearanceReader implements LaneHandler {
  private readonly offsets = new Map<number, LaneOffsets>();

  constructor(private readonly onClearance: (clearance: WatchedClearance) => void) {}

  /** A lane that comes back goes on where it was left: nothing may count twice because of its reader. */
  assigned(lane: number): Promise<LaneOffsets> {
    return Promise.resolve(this.offsets.get(lane) ?? {});
  }

  async run(reader: LaneReader): Promise<void> {
    try {
      for (;;) {
        for (const { topic, offset, value } of await reader.read(RECORDS_MAX, BYTES_MAX, WAIT_MS)) {
          this.offsets.set(reader.lane, { [topic]: offset + 1n });
          this.onClearance(JSON.parse(Buffer.from(value!).toString('utf8')) as WatchedClearance);
        }
      }
    } catch (error) {
      if (!(error instanceof LaneRevokedError)) throw error;
    }
  }
}
