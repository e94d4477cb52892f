import { ALL_TOPICS } from '@sandan/contracts';
import { createPortTopics } from '@sandan/service';
import { Kafka, logLevel } from 'kafkajs';
import { mongo } from 'mongoose';
import type { StackInfo } from '../../deploy/stack';

/**
 * A port without a past on servers that run already: the database is dropped and every topic cut off at its end, where a
 * lane without a journal begins. No process may run. Much quicker than starting both servers anew.
 */
export async function resetPort(stack: Pick<StackInfo, 'brokers' | 'mongoUri'>, partitions: number): Promise<void> {
  const created = new Set(await createPortTopics({ brokers: stack.brokers, partitions }));
  const used = ALL_TOPICS.filter((topic) => !created.has(topic));
  await Promise.all([cutOff(used, stack.brokers), dropDatabase(stack.mongoUri)]);
}

async function cutOff(topics: readonly string[], brokers: string[]): Promise<void> {
  const admin = new Kafka({ brokers, clientId: 'sandan-reset', logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    for (const topic of topics) {
      const ends = await admin.fetchTopicOffsets(topic);
      const written = ends.filter(({ low, high }) => low !== high);
      const partitions = written.map(({ partition, high }) => ({ partition, offset: high }));
      if (partitions.length > 0) await admin.deleteTopicRecords({ topic, partitions });
    }
  } finally {
    await admin.disconnect();
  }
}

/** The database that the URI names, with everything in it. */
export async function dropDatabase(uri: string): Promise<void> {
  const client = new mongo.MongoClient(uri);
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}
