import { partitionOf } from '@sandan/contracts';
import type { DeadLetterReason } from '../intake/intake';
import type { InboundRecord, OutboundRecord } from '../ports/records';

export const DEAD_LETTERS_TOPIC = 'dead-letters.v1';

/** A dead letter: the original key and bytes, where they came from, and why (contract 2). */
export function deadLetter(record: InboundRecord, reason: DeadLetterReason, at: number): OutboundRecord {
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
  return record.value ?? (record.decoded ? Buffer.from(record.decoded.text) : new Uint8Array(0));
}
