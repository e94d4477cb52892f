import { join } from 'node:path';
import type { ProxiedListener } from './options';

export interface KafkaPlace {
  /** Holds the broker's settings and its data. */
  home: string;
  port: number;
  controllerPort: number;
  proxied?: ProxiedListener | undefined;
}

/**
 * A record's value may have 1 MiB by contract, and a longer one must still reach the consumer to become a dead letter,
 * with headers; official XML messages of 100 documents are longer too.
 */
export const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

/** The settings of a one-node broker that is its own controller (KRaft). */
export function serverProperties({ home, port, controllerPort, proxied }: KafkaPlace): string {
  const second = proxied ? `,PROXIED://127.0.0.1:${proxied.port}` : '';
  const secondAdvertised = proxied ? `,PROXIED://127.0.0.1:${proxied.proxyPort}` : '';
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}${second}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}${secondAdvertised}`,
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT',
    'log.dirs': join(home, 'data'),
    // One node: nothing can have a second replica.
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    // The default of 50 partitions costs seconds at the first consumer group and file handles ever after.
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.num.partitions': 4,
    // A misspelt topic is an error, not a new topic with one partition.
    'auto.create.topics.enable': false,
    'group.initial.rebalance.delay.ms': 0,
    // Retention goes by the records' own time: a sample day of last month would be deleted half a minute after the start.
    'log.retention.ms': -1,
    // And a sample day of next month would be refused.
    'log.message.timestamp.after.max.ms': '9223372036854775807',
    'message.max.bytes': MAX_MESSAGE_BYTES,
    'replica.fetch.max.bytes': MAX_MESSAGE_BYTES,
    // A killed broker may register again only when its old session has ended (9 s by default).
    'broker.session.timeout.ms': 5000,
    'broker.heartbeat.interval.ms': 1000,
    // The default of 128 MiB would take half of a small heap.
    'log.cleaner.dedupe.buffer.size': 16 * 1024 * 1024,
  };
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`;
}

/** Everything to stdout, which the launcher sends to the log file. */
export function log4jProperties(): string {
  return [
    'status=warn',
    'appender.out.type=Console',
    'appender.out.name=out',
    'appender.out.layout.type=PatternLayout',
    'appender.out.layout.pattern=[%d] %p %m (%c{1})%n',
    'rootLogger.level=info',
    'rootLogger.appenderRef.out.ref=out',
    '',
  ].join('\n');
}
