import { DEAD_LETTERS_TOPIC, type OutboundRecord, readRecordLine } from '@sandan/pipeline';

/**
 * One line of a file of records (contract 12) as a record for Kafka; undefined for an empty line. A broken line or an
 * unknown topic becomes a dead letter with the line as its value, at the time `at` (ms).
 */
export function readLoadLine(line: string, at: number): OutboundRecord | undefined {
  if (line.trim() === '') return undefined;
  const read = readRecordLine(line);
  if ('fault' in read) {
    return { topic: DEAD_LETTERS_TOPIC, key: null, value: line, timestamp: at, headers: { reason: read.fault } };
  }
  const { topic, key, timestamp, headers, value, decoded } = read;
  return { topic, key, value: value ?? (decoded ? String(decoded.text) : ''), timestamp, ...(headers && { headers }) };
}
