export { KafkaLog } from './kafka-log';
export { KafkaConsumer } from './kafka-consumer';
export { CONSUMER_DEFAULTS, PUBLISHER_DEFAULTS } from './kafka-log-options';
export type {
  KafkaConsumerSettings,
  KafkaLogLevel,
  KafkaLogOptions,
  KafkaPublisherSettings,
} from './kafka-log-options';
export type { TopicSpec } from './topic-admin';
