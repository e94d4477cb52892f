import { isUtf8 } from 'node:buffer';
import { DEAD_LETTERS_TOPIC, type OutboundRecord, readRecordLine, type RecordLineFault } from '@sandan/pipeline';

/**
 * One line of a file of records (contract 12) as a record for Kafka; undefined for an empty line. A broken line, which is
 * also one that is not UTF-8, or an unknown topic becomes a dead letter with the line as its value, at the time `at` (ms).
 */
export function readLoadLine(line: string | Uint8Array, at: number): OutboundRecord | undefined {
  if (typeof line !== 'string' && !isUtf8(line)) return brokenLine(line, 'broken-line', at);
  const text = typeof line === 'string' ? line : Buffer.from(line).toString('utf8');
  if (text.trim() === '') return undefined;
  const read = readRecordLine(text);
  if ('fault' in read) return brokenLine(line, read.fault, at);
  const { topic, key, timestamp, headers, value, decoded } = read;
  return { topic, key, value: value ?? (decoded ? String(decoded.text) : ''), timestamp, ...(headers && { headers }) };
}

function brokenLine(value: string | Uint8Array, reason: RecordLineFault, timestamp: number): OutboundRecord {
  return { topic: DEAD_LETTERS_TOPIC, key: null, value, timestamp, headers: { reason } };
}
