import { DEAD_LETTERS_TOPIC, type InboundRecord, type OutboundRecord } from '@sandan/pipeline';

/** Where a record was that nobody could read. */
export interface LetterSource {
  topic: string;
  partition: number;
  offset: string;
}

/** A dead letter as it lies in its topic (contract 2). */
export interface DeadLetter {
  /** `topic/partition/offset` of the record it was, so that a letter that was told twice is one; else its own place. */
  id: string;
  /** Absent when it never was a record: a broken line of a file. */
  source?: LetterSource;
  reason: string;
  detail?: string;
  /** Business time at which it was put aside, ms. */
  at: number;
  key: Uint8Array | null;
  value: Uint8Array;
  /** Those that its sender gave it. */
  headers: Record<string, string>;
}

/** Names the letter that a record was before it was sent again. */
export const REDRIVEN_FROM = 'redriven-from';

export function deadLetterOf(record: InboundRecord): DeadLetter {
  const {
    'source-topic': topic,
    'source-partition': partition,
    'source-offset': offset,
    reason = 'unknown',
    detail,
    ...headers
  } = record.headers ?? {};
  const isFromRecord = topic !== undefined && partition !== undefined && offset !== undefined;
  return {
    id: isFromRecord ? `${topic}/${partition}/${offset}` : `${DEAD_LETTERS_TOPIC}/${record.partition}/${record.offset}`,
    ...(isFromRecord && { source: { topic, partition: Number(partition), offset } }),
    reason,
    ...(detail !== undefined && { detail }),
    at: record.timestamp,
    key: record.key,
    value: record.value ?? new Uint8Array(0),
    headers,
  };
}

/** The record that a letter was, byte for byte, to be read anew at the time `at` (ms); undefined when it was none. */
export function redrivenRecord(
  { id, source, key, value, headers }: DeadLetter,
  at: number,
): OutboundRecord | undefined {
  if (!source) return undefined;
  return { topic: source.topic, key, value, timestamp: at, headers: { ...headers, [REDRIVEN_FROM]: id } };
}
