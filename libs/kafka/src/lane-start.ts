import type { LaneOffsets } from '@sandan/pipeline';
import type { TopicAdmin, TopicBounds } from './topic-admin';

/** Lanes that start together share one question for a topic's bounds. */
const SHARE_MS = 1_000;

type ReportGap = (gap: { topic: string; partition: number; from: bigint; to: bigint }) => void;

/** Finds out where the topics of a lane begin and end when it is started. */
export class LaneStart {
  private readonly asked = new Map<string, { at: number; bounds: Promise<TopicBounds> }>();

  constructor(
    private readonly admin: TopicAdmin,
    private readonly onGap: ReportGap,
  ) {}

  /** Number of lanes; throws when a topic is missing or partition counts differ (one lane = one number of all topics). */
  async laneCount(topics: readonly string[]): Promise<number> {
    const counts = await this.admin.partitions(topics);
    const missing = topics.filter((topic) => !counts.has(topic));
    if (missing.length > 0) throw new Error(`missing topics: ${missing.join(', ')}`);
    if (new Set(counts.values()).size > 1) {
      const found = [...counts].map(([topic, count]) => `${topic} ${count}`).join(', ');
      throw new Error(`topics of one stage need the same number of partitions: ${found}`);
    }
    return [...counts.values()][0] ?? 0;
  }

  /**
   * Where each topic is to be read from, and its end. Throws when the store is ahead of the log: the topic was deleted,
   * made anew or has lost records, and reading on would skip what comes next without a word. (For a moment after a
   * change of leader the end may lie lower than it is, so a caller tries a few times.)
   */
  async locate(
    topics: readonly string[],
    lane: number,
    stored: LaneOffsets,
  ): Promise<{ start: LaneOffsets; ends: LaneOffsets }> {
    const start: LaneOffsets = {};
    const ends: LaneOffsets = {};
    for (const topic of topics) {
      const bounds = await this.bounds(topic);
      const low = bounds.low.get(lane) ?? 0n;
      const high = bounds.high.get(lane) ?? 0n;
      const wanted = stored[topic] ?? low;
      if (wanted > high) {
        throw new Error(`${topic}/${lane} ends at offset ${high}, but the store has taken it up to ${wanted}`);
      }
      if (wanted < low) this.onGap({ topic, partition: lane, from: wanted, to: low });
      start[topic] = wanted < low ? low : wanted;
      ends[topic] = high;
    }
    return { start, ends };
  }

  private bounds(topic: string): Promise<TopicBounds> {
    const known = this.asked.get(topic);
    if (known && performance.now() - known.at < SHARE_MS) return known.bounds;
    const bounds = this.admin.bounds(topic);
    const entry = { at: performance.now(), bounds };
    this.asked.set(topic, entry);
    bounds.catch(() => this.asked.get(topic) === entry && this.asked.delete(topic));
    return bounds;
  }
}
