import { createPortTopics, loadRecords } from '@sandan/service';
import { Kafka, logLevel } from 'kafkajs';
import { type DayOptions, type DayRecord, generateDay } from '../../seeds/day';
import { FLOOR_OUTPUT, PARTITIONS, READ_BY_ALL, USUAL_OUTPUT, USUAL_PREFIX } from './bench-topics';

const SEED = 1;
const MESSAGES_A_CALL = 500;

/** Clean parcels of a flat day, all of them to be released or inspected. */
export function cleanDay(parcels: number): Generator<DayRecord> {
  return generateDay({ parcels, seed: SEED, curve: 'flat', clean: true });
}

/** Makes all topics and loads the day; returns its records. */
export async function preload(brokers: readonly string[], parcels: number): Promise<number> {
  await createPortTopics({ brokers, partitions: PARTITIONS });
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const names = [FLOOR_OUTPUT, USUAL_OUTPUT, ...READ_BY_ALL.map((topic) => USUAL_PREFIX + topic)];
  await admin.createTopics({
    topics: names.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: 1 })),
    waitForLeaders: false,
  });
  await admin.disconnect();
  return preloadDay(brokers, { parcels, seed: SEED });
}

/** Loads one more day into topics that are there; returns its records. */
export async function preloadDay(
  brokers: readonly string[],
  day: Pick<DayOptions, 'parcels' | 'seed' | 'day'>,
): Promise<number> {
  const from = linesOf(generateDay({ ...day, curve: 'flat', clean: true }));
  return (await loadRecords({ brokers, from })).records;
}

/** The documents that the usual way reads, of the first parcels of the day. */
export async function preloadUsual(brokers: readonly string[], parcels: number): Promise<void> {
  const producer = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  let batch: DayRecord[] = [];
  const send = async (): Promise<void> => {
    const topicMessages = READ_BY_ALL.map((topic) => ({
      topic: USUAL_PREFIX + topic,
      messages: batch
        .filter((record) => record.topic === topic)
        .map(({ key, value, timestamp }) => ({ key, value: JSON.stringify(value), timestamp: String(timestamp) })),
    }));
    await producer.sendBatch({ topicMessages: topicMessages.filter(({ messages }) => messages.length > 0) });
    batch = [];
  };
  for (const record of cleanDay(parcels)) if (batch.push(record) >= MESSAGES_A_CALL) await send();
  await send();
  await producer.disconnect();
}

/** Records in a topic, by its offsets. */
export async function recordsIn(brokers: readonly string[], topic: string): Promise<number> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  return offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
}

function* linesOf(records: Iterable<DayRecord>): Generator<string> {
  for (const record of records) yield JSON.stringify(record);
}
