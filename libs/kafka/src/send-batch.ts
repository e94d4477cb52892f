import type { OutboundRecord } from '@sandan/pipeline';
import type { Message, TopicMessages } from 'kafkajs';
import { toMessage } from './record-mapping';

/** One call of `publish`: settles when its last record is acknowledged or one is refused. */
export interface PublishCall {
  left: number;
  resolve(): void;
  reject(error: Error): void;
}

export interface QueuedRecord {
  record: OutboundRecord;
  bytes: number;
  call: PublishCall;
}

export interface PlacedRecord extends QueuedRecord {
  partition: number;
}

const RECORD_OVERHEAD_BYTES = 64;

function byteLength(data: Uint8Array | string): number {
  return typeof data === 'string' ? Buffer.byteLength(data) : data.length;
}

/** Bytes of a record in a request, a little above what Kafka's encoding takes. */
export function outboundBytes(record: OutboundRecord): number {
  let bytes = RECORD_OVERHEAD_BYTES + byteLength(record.value);
  if (record.key !== null) bytes += byteLength(record.key);
  for (const [name, value] of Object.entries(record.headers ?? {})) bytes += name.length + byteLength(value) + 8;
  return bytes;
}

export interface BatchLimits {
  batchBytes: number;
  batchRecords: number;
  partitionBatchBytes: number;
}

/**
 * Takes the next batch off the front of a queue. kafkajs makes one record batch of everything that goes to a partition,
 * and a broker refuses a record batch above the topic's `max.message.bytes`: so a partition that is full ends the batch.
 */
export function nextBatch(
  queue: QueuedRecord[],
  limits: BatchLimits,
  partitionFor: (record: OutboundRecord) => number,
): PlacedRecord[] {
  const batch: PlacedRecord[] = [];
  /** Bytes by topic and partition. */
  const filled = new Map<string, number[]>();
  let total = 0;
  for (const { record, bytes, call } of queue) {
    const partition = partitionFor(record);
    let ofTopic = filled.get(record.topic);
    if (!ofTopic) filled.set(record.topic, (ofTopic = []));
    const inPartition = (ofTopic[partition] ?? 0) + bytes;
    total += bytes;
    const full = total > limits.batchBytes || batch.length >= limits.batchRecords;
    if (batch.length > 0 && (full || (inPartition > limits.partitionBatchBytes && inPartition > bytes))) break;
    ofTopic[partition] = inPartition;
    batch.push({ record, bytes, call, partition });
  }
  queue.splice(0, batch.length);
  return batch;
}

/** The batch in kafkajs's shape: messages by topic, each bound to its partition. */
export function topicMessages(batch: readonly PlacedRecord[]): TopicMessages[] {
  const topics = new Map<string, Message[]>();
  for (const { record, partition } of batch) {
    const messages = topics.get(record.topic);
    const message = toMessage(record, partition);
    if (messages) messages.push(message);
    else topics.set(record.topic, [message]);
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages: selfGrouping(messages) }));
}

/**
 * kafkajs 2.2.4 groups messages by partition with one `reduce` that copies a partition's list for every message: a copy of
 * hundreds each. Its caller asks the partitioner, which says what each message carries, so the result is the same.
 */
function selfGrouping(messages: Message[]): Message[] {
  const byPartition = (): Record<number, Message[]> => {
    const groups: Record<number, Message[]> = {};
    for (const message of messages) (groups[message.partition ?? 0] ??= []).push(message);
    return groups;
  };
  return Object.defineProperty(messages, 'reduce', { value: byPartition });
}
