import { partitionOf } from '@sandan/contracts';
import type { RefusedRecord } from '@sandan/domain';
import type { DeadLetterReason } from '../intake/intake';
import type { InboundRecord, OutboundRecord } from '../ports/records';

export const DEAD_LETTERS_TOPIC = 'dead-letters.v1';

/** A dead letter: the original key and bytes, where they came from, and why (contract 2). */
export function deadLetter(
  record: InboundRecord,
  reason: DeadLetterReason,
  at: number,
  detail?: string,
): OutboundRecord {
  return {
    topic: DEAD_LETTERS_TOPIC,
    key: record.key,
    value: bytesOf(record),
    timestamp: at,
    headers: {
      ...record.headers,
      'source-topic': record.topic,
      'source-partition': String(record.partition),
      'source-offset': String(record.offset),
      reason,
      ...(detail !== undefined && { detail }),
    },
  };
}

/** The dead letter of a record that a decision refused, perhaps long after it was read. */
export function refusedLetter({ refused, reason, detail, at }: RefusedRecord): OutboundRecord {
  const { topic, partition, offset, key, text, headers } = refused;
  return {
    topic: DEAD_LETTERS_TOPIC,
    key,
    value: Buffer.from(text),
    timestamp: at,
    headers: {
      ...headers,
      'source-topic': topic,
      'source-partition': String(partition),
      'source-offset': offset,
      reason,
      detail,
    },
  };
}

/** A writer with another partitioner put the record into a wrong partition: it is sent on, not refused. */
export function forwarded(record: InboundRecord, partitions: number): OutboundRecord {
  return {
    topic: record.topic,
    key: record.key,
    value: bytesOf(record),
    timestamp: record.timestamp,
    ...(record.headers && { headers: record.headers }),
    partition: partitionOf(record.key!, partitions),
  };
}

function bytesOf(record: InboundRecord): Uint8Array {
  return record.value ?? (record.decoded ? Buffer.from(String(record.decoded.text)) : new Uint8Array(0));
}
