import type { ServiceConfig } from '@sandan/config';
import { KafkaLog, type KafkaLogLevel } from '@sandan/kafka';
import { MongoLaneStore } from '@sandan/mongo';
import type { Logger } from '@sandan/observability';
import { BootError } from './boot-error';
import { connectWithRetry, GIVE_UP_AFTER_MS } from './connect-with-retry';

/** Connects to Kafka and MongoDB, waiting for what is still starting. Throws `BootError` when one stays away. */
export async function connectPorts(
  config: Readonly<ServiceConfig>,
  clientId: string,
  logger: Logger,
): Promise<{ log: KafkaLog; store: MongoLaneStore }> {
  const log = kafkaLog(config, clientId, logger);
  const [store] = await Promise.all([
    mongoStore(config, clientId, logger),
    connectWithRetry(`Kafka at ${config.brokers.join(',')}`, () => log.connect(), logger),
  ]);
  const faults = await store.checkIndexes();
  const missing = faults.filter((fault) => fault.endsWith('is missing'));
  if (missing.length > 0) throw new BootError(missing);
  for (const fault of faults) logger.warn('index-not-declared', { fault });
  return { log, store };
}

function kafkaLog(config: Readonly<ServiceConfig>, clientId: string, logger: Logger): KafkaLog {
  const { sessionTimeoutMs, heartbeatIntervalMs, rebalanceTimeoutMs, instance } = config;
  return new KafkaLog({
    brokers: [...config.brokers],
    clientId: instance === '' ? clientId : `${clientId}.${instance}`,
    soleClient: instance !== '',
    consumer: { sessionTimeoutMs, heartbeatIntervalMs, rebalanceTimeoutMs },
    log: (level, message, { namespace }) => tell(logger, level, message, String(namespace)),
    onRetry: ({ message }, attempt) => logger.warn('publish-again', { attempt, message: message.slice(0, 300) }),
    onGap: (gap) => logger.error('records-cut-off-unread', undefined, { ...gap }),
  });
}

function tell(logger: Logger, level: KafkaLogLevel, detail: string, context: string): void {
  if (level === 'error') logger.error('kafka', undefined, { detail, context });
  else if (level === 'warn') logger.warn('kafka', { detail, context });
  else logger.debug('kafka', { detail, context });
}

/** The store waits for ever for a database that is away: right for a running lane, not for a process that starts. */
async function mongoStore(
  { mongoUri }: Readonly<ServiceConfig>,
  appName: string,
  logger: Logger,
): Promise<MongoLaneStore> {
  let last = 'no answer yet';
  const connecting = MongoLaneStore.connect(mongoUri, {
    appName,
    onRetry: ({ operation, attempt, error }) => {
      last = error.message.slice(0, 300);
      logger.warn('store-again', { operation, attempt, message: last });
    },
  });
  let timer: NodeJS.Timeout | undefined;
  const given = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new BootError([`MongoDB cannot be reached: ${last}`])), GIVE_UP_AFTER_MS);
  });
  try {
    return await Promise.race([connecting, given]);
  } finally {
    clearTimeout(timer);
  }
}
