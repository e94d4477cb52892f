import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PORT_HOSTING } from '@sandan/pipeline';
import { repositoryRoot } from '../../../../deploy/stack';
import { mustAnswer } from '../cli/must-answer';
import { UsageError } from '../cli/usage-error';
import { HANDLED_TOPIC } from './letter-action';
import { LetterDesk } from './letter-desk';

export interface DeskOptions {
  brokers?: string[];
  store?: string;
}

export interface OpenDesk {
  desk: LetterDesk;
  /** The time that records carry which are sent again, ms. */
  recordTime(): Promise<number>;
  close(): Promise<void>;
}

const now = (): string => new Date().toISOString();

/** Throws `UsageError` when there is no store. */
export function openDesk({ brokers, store }: DeskOptions): Promise<OpenDesk> {
  if (brokers === undefined) return openFolder(store ?? join(repositoryRoot(), '.data', 'start'));
  if (store !== undefined) throw new UsageError('--store and --brokers name two places; give one');
  return openKafka(brokers);
}

async function openKafka(brokers: string[]): Promise<OpenDesk> {
  await mustAnswer('--brokers', brokers);
  const [{ KafkaLog }, { portTopicConfig }] = await Promise.all([import('@sandan/kafka'), import('@sandan/service')]);
  const log = new KafkaLog({ brokers, clientId: 'sandan-letters' });
  const createHandledTopic = async (): Promise<void> => {
    // -1 leaves the number of copies to the broker.
    const config = portTopicConfig(HANDLED_TOPIC);
    await log.createTopics([{ topic: HANDLED_TOPIC, partitions: 1, replicationFactor: -1, config }]);
  };
  await log.connect();
  return {
    desk: new LetterDesk({ log, createHandledTopic, now }),
    recordTime: () => Promise.resolve(Date.now()),
    close: () => log.close(),
  };
}

/** The folder may be in use: what is written here is seen by the engine that runs on it. */
async function openFolder(folder: string): Promise<OpenDesk> {
  const path = join(folder, 'lmdb');
  if (!existsSync(join(path, 'data.mdb')))
    throw new UsageError(`--store ${folder}: no data folder of an engine is here`);
  const { EmbeddedEnvironment, EmbeddedLaneStore, EmbeddedLog } = await import('@sandan/embedded');
  const environment = EmbeddedEnvironment.open(path);
  const log = EmbeddedLog.open(environment, { partitions: 1 });
  const store = new EmbeddedLaneStore(environment);
  return {
    desk: new LetterDesk({ log, createHandledTopic: () => Promise.resolve(), now }),
    // Wall time would end the windows of a day that is played out of its time.
    recordTime: async () => {
      const lane = { stage: PORT_HOSTING.name, lane: 0 };
      for await (const { head } of store.entries(lane, await store.lastSeq(lane))) return head.clock;
      throw new UsageError(`--store ${folder}: nothing was decided here yet`);
    },
    close: () => environment.close(),
  };
}
