import { Kafka, logLevel } from 'kafkajs';
import type { LogEntry, SASLOptions } from 'kafkajs';
import type { KafkaLogLevel, KafkaLogOptions } from './kafka-log-options';

const LEVELS: Record<number, KafkaLogLevel> = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'info',
  [logLevel.DEBUG]: 'debug',
};

/**
 * Without an answer for this long a connection counts as gone. A fetch or a join of the group may take longer and says so
 * itself; a produce request that was only slow is sent again, and its records come twice with the same ids.
 */
export const REQUEST_MS = 8_000;

/**
 * A client of its own for each consumer and producer: kafkajs shares the cache of committed offsets between all consumers
 * that come from one `Kafka` object.
 */
export function kafkaClient(options: KafkaLogOptions): Kafka {
  const { log, sasl } = options;
  return new Kafka({
    brokers: options.brokers,
    clientId: options.clientId,
    connectionTimeout: options.connectionTimeoutMs ?? 5_000,
    requestTimeout: options.requestTimeoutMs ?? REQUEST_MS,
    // Its own pauses grow to 30 s: a broker that is back would wait for its clients.
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 8 },
    ...(options.tls !== undefined && { ssl: options.tls }),
    ...(sasl && { sasl: sasl as SASLOptions }),
    logLevel: log ? logLevel.INFO : logLevel.NOTHING,
    logCreator: () => (entry: LogEntry) => {
      const { message, timestamp: _timestamp, ...details } = entry.log;
      log?.(LEVELS[entry.level] ?? 'debug', message, { ...details, namespace: entry.namespace });
    },
  });
}
