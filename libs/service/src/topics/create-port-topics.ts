import { ALL_TOPICS } from '@sandan/contracts';
import { KafkaLog } from '@sandan/kafka';
import { topicProblems } from '../boot/check-flow';
import { portTopicConfig } from './port-topic-config';

export interface PortTopicsOptions {
  brokers: readonly string[];
  /** Lanes of every stage, so the most processes that can share one. Default 6. */
  partitions?: number;
  /** Default 1; 3 where there are three brokers. */
  replicationFactor?: number;
}

/**
 * Creates the topics of a port that do not exist yet, all with the same number of partitions, and returns their names.
 * Throws when the topics then differ in their counts: changing the count of a topic that holds records moves its keys.
 */
export async function createPortTopics(options: PortTopicsOptions): Promise<string[]> {
  const { brokers, partitions = 6, replicationFactor = 1 } = options;
  const log = new KafkaLog({ brokers: [...brokers], clientId: 'sandan-topics' });
  try {
    const specs = ALL_TOPICS.map((topic) => ({
      topic,
      partitions,
      replicationFactor,
      config: portTopicConfig(topic),
    }));
    const created = await log.createTopics(specs);
    const problems = topicProblems(await log.partitions(ALL_TOPICS));
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return created;
  } finally {
    await log.close();
  }
}
