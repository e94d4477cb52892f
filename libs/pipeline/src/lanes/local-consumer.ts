import type { ConsumerOptions, LogConsumer } from '../ports/log.port';
import type { InboundRecord, LaneOffsets } from '../ports/records';
import type { LaneMerge } from '../runner/lane-merge';
import { BufferedLane } from './buffered-lane';
import { LaneRuns } from './lane-runs';
import type { LocalGroups, LocalMember } from './local-groups';

/** A log in reach of the process: any position can be read at any time without waiting. */
export interface ReadableLog {
  /** Offset after the newest record. */
  endOffset(topic: string, partition: number): bigint;
  /** Offset of the oldest record kept. */
  startOffset(topic: string, partition: number): bigint;
  /** Records from an offset on, about `max` (whole stored pieces); empty at the end or where nothing is kept. */
  readNow(topic: string, partition: number, from: bigint, max: number): InboundRecord[];
  /** Number of lanes of these topics; throws when their partition counts differ or one is missing. */
  laneCount(topics: readonly string[]): number;
  /** Calls back after every append until the returned function is called. */
  onAppend(listener: () => void): () => void;
}

export interface LocalConsumerOptions extends ConsumerOptions {
  /** Records buffered ahead for each topic of a lane, in bytes of memory. */
  bufferBytes: number;
  /** Longest time in ms until records appended by another process are seen. */
  pollMs: number;
}

/** Consumer of a log that can be read at any time; its groups live in this process. */
export class LocalConsumer implements LogConsumer, LocalMember {
  readonly id: string;
  readonly runs: LaneRuns;
  private joined = false;
  private failed = false;
  private unlisten: (() => void) | undefined;

  constructor(
    private readonly log: ReadableLog,
    private readonly groups: LocalGroups,
    private readonly options: LocalConsumerOptions,
  ) {
    this.id = groups.nextMemberId();
    this.runs = new LaneRuns({
      handler: options.handler,
      open: (lane, offsets) => Promise.resolve(this.open(lane, offsets)),
      onFatal: (error) => {
        this.failed = true;
        options.onFatal(error);
      },
    });
  }

  async start(): Promise<void> {
    const lanes = this.log.laneCount(this.options.topics);
    this.unlisten = this.log.onAppend(() => {
      for (const lane of this.runs.lanes()) lane.wake();
    });
    this.joined = true;
    await this.groups.join(this.options.group, this, lanes);
  }

  async stop(): Promise<void> {
    if (!this.joined) return;
    this.joined = false;
    this.unlisten?.();
    await this.groups.leave(this.options.group, this, this.log.laneCount(this.options.topics));
  }

  healthy(): boolean {
    return this.joined && !this.failed;
  }

  private open(lane: number, offsets: LaneOffsets): BufferedLane {
    const { topics, pollMs } = this.options;
    const start: LaneOffsets = {};
    for (const topic of topics) {
      const first = this.log.startOffset(topic, lane);
      const stored = offsets[topic] ?? first;
      start[topic] = stored > first ? stored : first;
    }
    const refill = (merge: LaneMerge, wanted: number): void => this.refill(merge, lane, wanted);
    // Ends are always known here, so no topic is ever given up and no patience is needed.
    return new BufferedLane({ lane, topics, start, patienceMs: Infinity, refill, pollMs });
  }

  private refill(merge: LaneMerge, lane: number, wanted: number): void {
    for (const topic of this.options.topics) {
      const end = this.log.endOffset(topic, lane);
      merge.setEnd(topic, end);
      while (this.wants(merge, topic, wanted) && merge.position(topic) < end) {
        const records = this.log.readNow(topic, lane, merge.position(topic), wanted);
        const first = this.log.startOffset(topic, lane);
        if (records.length > 0) merge.push(topic, records);
        // Cut off by retention while it was still unread.
        else if (first > merge.position(topic)) merge.advance(topic, first);
        else break;
      }
    }
  }

  private wants(merge: LaneMerge, topic: string, wanted: number): boolean {
    return merge.bufferedRecords(topic) < wanted && merge.bufferedBytes(topic) < this.options.bufferBytes;
  }
}
