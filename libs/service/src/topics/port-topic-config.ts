import { PARTNER_TOPICS } from '@sandan/contracts';

const INBOUND: ReadonlySet<string> = new Set(PARTNER_TOPICS);
const NEVER_TOO_LATE_MS = String(2n ** 63n - 1n);

/**
 * Broker settings of a topic of a port.
 *
 * Retention is by size, never by time: Kafka measures the age of a record by its timestamp, which here is business time.
 * A day that is sent later than the broker's retention, or a message between stages about it, would be deleted before
 * anybody has read it. At the nation's peak a partition of six fills 4 GiB in about twelve days.
 *
 * What the engine writes itself is taken whatever its timestamp: a broker refuses records that lie more than an hour ahead
 * of its clock, and an output that is refused once is refused for ever, with all that follows it in its lane. For partners
 * the broker's own limit stays: it keeps a sender whose clock is wrong from moving the business clock.
 *
 * A value of 1 MiB and more must reach its consumer, which makes it a dead letter that keeps the bytes and adds headers:
 * brokers take 1 MiB by default.
 */
export function portTopicConfig(topic: string): Record<string, string> {
  return {
    'max.message.bytes': String(4 * 1024 * 1024),
    'retention.ms': '-1',
    'retention.bytes': String(4 * 1024 * 1024 * 1024),
    ...(!INBOUND.has(topic) && { 'message.timestamp.after.max.ms': NEVER_TOO_LATE_MS }),
  };
}
