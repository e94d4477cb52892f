import { randomUUID } from 'node:crypto';
import {
  type InboundRecord,
  type LaneHandler,
  type LaneOffsets,
  type LaneReader,
  LaneRevokedError,
  type Log,
} from '@sandan/pipeline';

const RECORDS_MAX = 2_000;
const BYTES_MAX = 8 * 1024 * 1024;
const WAIT_MS = 200;

/**
 * Every record of a topic, from its beginning to the end it had when it was opened; nothing when there is no such topic.
 * A record may come twice when the group is formed anew meanwhile. One caller at a time is told, in order of a partition.
 */
export async function readToEnd(
  log: Log,
  topic: string,
  take: (records: readonly InboundRecord[]) => Promise<void> | void,
): Promise<void> {
  const lanes = (await log.partitions([topic])).get(topic) ?? 0;
  if (lanes === 0) return;
  await new Promise<void>((resolve, reject) => {
    const group = `sandan-letters-${randomUUID()}`;
    const consumer = log.consumer({ group, topics: [topic], handler: new ToEnd(lanes, take, settle), onFatal: settle });
    let settled = false;
    function settle(error?: unknown): void {
      if (settled) return;
      settled = true;
      consumer.stop().then(() => (error === undefined ? resolve() : reject(error)), reject);
    }
    consumer.start().catch(settle);
  });
}

class ToEnd implements LaneHandler {
  private readonly ended = new Set<number>();
  private readonly next = new Map<number, LaneOffsets>();
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly lanes: number,
    private readonly take: (records: readonly InboundRecord[]) => Promise<void> | void,
    private readonly settle: (error?: unknown) => void,
  ) {}

  assigned(lane: number): Promise<LaneOffsets> {
    return Promise.resolve(this.next.get(lane) ?? {});
  }

  async run(reader: LaneReader): Promise<void> {
    try {
      for (let left = reader.lag().records; left > 0 && !reader.idle();) {
        const records = await reader.read(RECORDS_MAX, BYTES_MAX, WAIT_MS);
        if (records.length > 0) await this.inTurn(records);
        for (const { topic, offset } of records) this.next.set(reader.lane, { [topic]: offset + 1n });
        left -= records.length;
      }
      this.ended.add(reader.lane);
      if (this.ended.size === this.lanes) this.settle();
      // A lane that returned would be claimed again: it waits until it is given back.
      for (;;) await reader.read(0, 0, WAIT_MS);
    } catch (error) {
      if (!(error instanceof LaneRevokedError)) this.settle(error);
    }
  }

  private inTurn(records: readonly InboundRecord[]): Promise<void> {
    const turn = this.turn.then(() => this.take(records));
    // Whoever waits for it meets the failure; the next in turn must not.
    this.turn = turn.catch(() => undefined);
    return turn;
  }
}
