/**
 * Broker settings of every topic of a port.
 *
 * Retention is by size, never by time: Kafka measures the age of a record by its timestamp, which here is business time.
 * A day that is sent later than the broker's retention, or a message between stages about it, would be deleted before
 * anybody has read it. At the nation's peak a partition of six fills 4 GiB in about twelve days.
 *
 * A value of 1 MiB and more must reach its consumer, which makes it a dead letter that keeps the bytes and adds headers:
 * brokers take 1 MiB by default.
 */
export const PORT_TOPIC_CONFIG: Readonly<Record<string, string>> = {
  'max.message.bytes': String(4 * 1024 * 1024),
  'retention.ms': '-1',
  'retention.bytes': String(4 * 1024 * 1024 * 1024),
};
