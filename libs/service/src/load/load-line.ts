import { CEB_TOPIC, decodeJson, decodeText, encodeJson, INBOUND_TOPICS } from '@sandan/contracts';
import { DEAD_LETTERS_TOPIC, type OutboundRecord } from '@sandan/pipeline';

const TOPICS: ReadonlySet<string> = new Set([...INBOUND_TOPICS, CEB_TOPIC]);

/**
 * One line of a file of records (contract 12) as a record for Kafka; undefined for an empty line. A broken line or an
 * unknown topic becomes a dead letter with the line as its value, at the time `at` (ms).
 */
export function readLoadLine(line: string, at: number): OutboundRecord | undefined {
  if (line.trim() === '') return undefined;
  const decoded = decodeJson(line);
  const fields = decoded.ok && isObject(decoded.value) ? decoded.value : undefined;
  const value = fields && valueOf(fields);
  if (!fields || value === undefined || !Number.isFinite(fields['timestamp'])) return broken(line, at, 'broken-line');
  const { topic, key, timestamp, headers } = fields;
  if (typeof topic !== 'string') return broken(line, at, 'broken-line');
  if (!TOPICS.has(topic)) return broken(line, at, 'unknown-topic');
  return {
    topic,
    key: typeof key === 'string' ? key : key === null ? null : orderNoOf(fields['value'], value),
    value,
    timestamp: timestamp as number,
    ...(isObject(headers) && { headers: headers as Record<string, string> }),
  };
}

function valueOf({ value, valueBase64 }: Record<string, unknown>): Uint8Array | string | undefined {
  if (typeof valueBase64 === 'string') return Buffer.from(valueBase64, 'base64');
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : encodeJson(value);
}

/** A line without a key has the value's orderNo for key. */
function orderNoOf(value: unknown, bytes: Uint8Array | string): string | null {
  if (isObject(value)) return typeof value['orderNo'] === 'string' ? value['orderNo'] : null;
  const decoded = decodeText(typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8'));
  const orderNo = decoded.ok ? decoded.value['orderNo'] : undefined;
  return typeof orderNo === 'string' ? orderNo : null;
}

function broken(line: string, at: number, reason: string): OutboundRecord {
  return { topic: DEAD_LETTERS_TOPIC, key: null, value: line, timestamp: at, headers: { reason } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
