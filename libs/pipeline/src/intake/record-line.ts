import { decodeJson, decodeText, encodeJson, orderNoOf, PARTNER_TOPICS, VALUE_BYTES_MAX } from '@sandan/contracts';
import type { InboundRecord } from '../ports/records';
import { Utf8Text } from '../runner/utf8-text';

/** Why a line of the batch file is no record: the reason of its dead letter. */
export type LineFault = 'broken-line' | 'unknown-topic';

/** A line that is no record; `why` names the member and the repair, for its sender. */
export interface BadLine {
  fault: LineFault;
  why: string;
}

export type RecordLine = Omit<InboundRecord, 'partition' | 'offset'> | BadLine;

const TOPICS: ReadonlySet<string> = new Set(PARTNER_TOPICS);

const NO_OBJECT = badLine('not one whole JSON object; send {"topic":…,"key":…,"value":…,"timestamp":…} in one line');
const NO_TOPIC = badLine('"topic" is missing or no text; give one such as "orders.v1"');
const NO_MOMENT = badLine('"timestamp" is missing or no whole number of ms since 1970; give one such as 1794412803000');
const NO_VALUE = badLine('"value" is missing; give an object, its text, or its bytes as "valueBase64"');
const UNKNOWN_TOPIC: BadLine = { fault: 'unknown-topic', why: `"topic" is none of ${PARTNER_TOPICS.join(', ')}` };

export function badLine(why: string): BadLine {
  return { fault: 'broken-line', why };
}

/** What stands in a line of the usual shape. */
interface RecordParts {
  topic: string;
  key: Uint8Array;
  value: Buffer;
  timestamp: number;
}

/**
 * The record whose parts were found in a line. Undefined when the value is not one JSON object, so that the line only looked
 * usual, or must be read exactly.
 */
export function readRecordParts({
  topic,
  key,
  value,
  timestamp,
}: RecordParts): Omit<InboundRecord, 'partition' | 'offset'> | undefined {
  const decoded = decodeText(value.toString('utf8'));
  if (!decoded.ok || decoded.exact || value.length > VALUE_BYTES_MAX) return undefined;
  return { topic, key, value, timestamp, decoded: { text: new Utf8Text(value), content: decoded.value } };
}

/**
 * Reads one line of the batch file (contract 12): `{"topic","key","value","timestamp"}`, where `value` is an object or
 * the record's text, `valueBase64` its bytes, and no `key` means the value's orderNo.
 */
export function readRecordLine(line: string): RecordLine {
  return readUsualLine(line) ?? readAnyLine(line);
}

/** The shape in which `sandan day` writes: the value's text can be cut out instead of being written anew. */
const USUAL_LINE =
  /^\{"topic":"([a-z0-9.-]+)","key":"([^"\\\p{Cc}]*)","value":(\{.*\}),"timestamp":(0|[1-9]\d{0,14})\}$/su;

function readUsualLine(line: string): RecordLine | undefined {
  const parts = USUAL_LINE.exec(line);
  if (!parts || !TOPICS.has(parts[1]!)) return undefined;
  const text = parts[3]!;
  // A value that is not one JSON object shows that the line only looks usual.
  const decoded = decodeText(text);
  if (!decoded.ok || decoded.exact || !isSmall(text)) return undefined;
  return {
    topic: parts[1]!,
    key: Buffer.from(parts[2]!),
    value: null,
    timestamp: Number(parts[4]),
    decoded: { text, content: decoded.value },
  };
}

function readAnyLine(line: string): RecordLine {
  const decoded = decodeJson(line);
  if (!decoded.ok || !isObject(decoded.value)) return NO_OBJECT;
  const { topic, key, value, valueBase64, timestamp, headers } = decoded.value;
  if (typeof topic !== 'string') return NO_TOPIC;
  if (!isMoment(timestamp)) return NO_MOMENT;
  if (!TOPICS.has(topic)) return UNKNOWN_TOPIC;
  const content = recordContent(topic, value, valueBase64, decoded.exact);
  if (!content) return NO_VALUE;
  const { orderNo, ...record } = content;
  const named = key === undefined ? orderNo : key;
  return {
    topic,
    key: typeof named === 'string' ? Buffer.from(named) : null,
    timestamp,
    ...record,
    ...(isObject(headers) && { headers: headerTexts(headers) }),
  };
}

/** Whole milliseconds since the epoch. */
function isMoment(timestamp: unknown): timestamp is number {
  return Number.isSafeInteger(timestamp) && (timestamp as number) >= 0;
}

/** A header is text; whatever else stands there is written as its JSON. */
function headerTexts(headers: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(headers).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : encodeJson(value),
  ]);
  return Object.fromEntries(texts) as Record<string, string>;
}

type Content = Pick<InboundRecord, 'value' | 'decoded'> & { orderNo?: unknown };

function recordContent(topic: string, value: unknown, valueBase64: unknown, exact: boolean): Content | undefined {
  if (typeof valueBase64 === 'string') return fromBytes(topic, Buffer.from(valueBase64, 'base64'));
  if (value === undefined) return undefined;
  if (isObject(value) && !exact) {
    const text = JSON.stringify(value);
    const orderNo = orderNoOf(topic, value);
    return isSmall(text)
      ? { value: null, decoded: { text, content: value }, orderNo }
      : { value: Buffer.from(text), orderNo };
  }
  return fromBytes(topic, Buffer.from(typeof value === 'string' ? value : encodeJson(value)));
}

/** The runner reads the bytes itself and is strict about them; here only the key of a line without one is looked up. */
function fromBytes(topic: string, value: Buffer): Content {
  if (value.byteLength > VALUE_BYTES_MAX) return { value };
  const decoded = decodeText(value.toString('utf8'));
  return decoded.ok ? { value, orderNo: orderNoOf(topic, decoded.value) } : { value };
}

function isSmall(text: string): boolean {
  return text.length * 3 <= VALUE_BYTES_MAX || Buffer.byteLength(text) <= VALUE_BYTES_MAX;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
