import { setTimeout as sleep } from 'node:timers/promises';

/** What the cluster says of one topic: the leader of each partition, -1 while it has none. */
export interface TopicLeaders {
  name: string;
  partitions: readonly { leader: number }[];
}

export interface LeaderWait {
  /** Partition count by topic. */
  wanted: ReadonlyMap<string, number>;
  /** Asks the cluster; may throw while a topic is not known everywhere. */
  ask: () => Promise<readonly TopicLeaders[]>;
  timeoutMs?: number;
  pauseMs?: number;
}

/**
 * Resolves once every partition of every topic has a leader. A broker that has created a topic may answer for a moment
 * that it does not know it (UNKNOWN_TOPIC_OR_PARTITION), the longer the busier it is: that is an answer of the moment, not
 * a failure. Throws after `timeoutMs`, naming the topics and the last fault.
 */
export async function waitForLeaders({ wanted, ask, timeoutMs = 30_000, pauseMs = 100 }: LeaderWait): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const { topics, fault } = await leaderless(wanted, ask);
    if (topics.length === 0) return;
    if (performance.now() >= deadline) {
      const because = fault === undefined ? '' : ` (${fault})`;
      throw new Error(`no leader after ${timeoutMs} ms for all partitions of ${topics.join(', ')}${because}`);
    }
    await sleep(pauseMs);
  }
}

async function leaderless(
  wanted: LeaderWait['wanted'],
  ask: LeaderWait['ask'],
): Promise<{ topics: string[]; fault?: string }> {
  try {
    const led = new Map((await ask()).map(({ name, partitions }) => [name, partitions.filter(hasLeader).length]));
    return { topics: [...wanted].filter(([topic, count]) => (led.get(topic) ?? 0) < count).map(([topic]) => topic) };
  } catch (error) {
    return { topics: [...wanted.keys()], fault: error instanceof Error ? error.message : String(error) };
  }
}

function hasLeader({ leader }: { leader: number }): boolean {
  return leader >= 0;
}
