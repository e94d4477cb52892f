import { join } from 'node:path';
import { type RestoredPort, restorePort } from '@sandan/audit';
import { loadReference } from '@sandan/config';
import { FLOW } from '@sandan/contracts';
import { buildReference } from '@sandan/domain';
import { EmbeddedLaneStore } from '@sandan/embedded';
import { KafkaLog } from '@sandan/kafka';
import { MongoLaneStore } from '@sandan/mongo';

export interface RestorePortFrom {
  /** Folder of the copy. */
  from: string;
  mongo: string;
  brokers: string[];
  /** Folder of the reference data. */
  reference: string;
  newTopics: boolean;
  onProgress?: (entries: number) => void;
}

const CONSUMED = FLOW.flatMap(({ consumes }) => consumes);

/** Puts the copy of a port on Kafka and MongoDB into an empty database. Throws `OtherTopicsError`. */
export async function restorePortFrom({
  from,
  mongo,
  brokers,
  reference,
  newTopics,
  onProgress,
}: RestorePortFrom): Promise<RestoredPort> {
  const rules = buildReference(await loadReference(reference));
  const copy = EmbeddedLaneStore.open(join(from, 'lmdb'));
  const log = new KafkaLog({ brokers, clientId: 'sandan-restore' });
  const target = await MongoLaneStore.connect(mongo, { appName: 'sandan restore' });
  try {
    const ends = await log.ends(CONSUMED);
    return await restorePort(copy, target, {
      ...{ reference: rules, ends, publisher: log.publisher, newTopics },
      ...(onProgress && { onProgress }),
    });
  } finally {
    await log.close();
    await target.close();
    await copy.close();
  }
}
