import { PARTNER_TOPICS, partitionOf } from '@sandan/contracts';

const QUOTE = 34;
const BACKSLASH = 92;
const CLOSING = 125;
const SPACE = 32;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
const BEFORE_KEY = PARTNER_TOPICS.map((topic) => ({
  topic,
  bytes: Buffer.from(`{"topic":"${topic}","key":"`),
}));
const BEFORE_VALUE = Buffer.from('","value":{');
const BEFORE_TIMESTAMP = Buffer.from('},"timestamp":');
const TIMESTAMP_DIGITS_MAX = 15;

/** What of a line is seen without reading it as JSON; `key` and `value`, an object in all likelihood, are views into it. */
export interface LineLook {
  topic: string;
  key: Buffer;
  value: Buffer;
  timestamp: number;
}

/**
 * Looks at a line of the usual shape, `{"topic":…,"key":…,"value":{…},"timestamp":…}`: all that a thread must know of a
 * record whose parcel another one decides. Undefined for any other line, and for one that is no JSON outside its value.
 */
export function lookAtLine(line: Buffer): LineLook | undefined {
  const before = BEFORE_KEY.find(({ bytes }) => standsAt(line, 0, bytes));
  if (!before || line[line.length - 1] !== CLOSING) return undefined;
  const keyStart = before.bytes.length;
  const keyEnd = keyEndOf(line, keyStart);
  if (!standsAt(line, keyEnd, BEFORE_VALUE)) return undefined;
  const timestampStart = timestampStartOf(line);
  const valueEnd = timestampStart - BEFORE_TIMESTAMP.length + 1;
  if (!isNumberAt(line, timestampStart) || !standsAt(line, valueEnd - 1, BEFORE_TIMESTAMP)) return undefined;
  return {
    topic: before.topic,
    key: line.subarray(keyStart, keyEnd),
    value: line.subarray(keyEnd + BEFORE_VALUE.length - 1, valueEnd),
    timestamp: numberAt(line, timestampStart),
  };
}

/** Which of several threads decides the records of a key. */
export function shardOf(key: Uint8Array | null, shards: number): number {
  return key === null ? 0 : partitionOf(key, shards);
}

/** The quote, the backslash or the control character, which no JSON text holds, that comes first. */
function keyEndOf(line: Buffer, start: number): number {
  let end = start;
  while (end < line.length && line[end] !== QUOTE && line[end] !== BACKSLASH && line[end]! >= SPACE) end++;
  return end;
}

/** Where the digits before the last byte begin. */
function timestampStartOf(line: Buffer): number {
  let start = line.length - 1;
  while (start > 0 && line.length - start <= TIMESTAMP_DIGITS_MAX && isDigit(line[start - 1]!)) start--;
  return start;
}

/** Whether the digits from there to the last byte are a number of JSON: some, and no 0 before others. */
function isNumberAt(line: Buffer, start: number): boolean {
  const digits = line.length - 1 - start;
  return digits === 1 || (digits > 1 && line[start] !== DIGIT_0);
}

function numberAt(line: Buffer, start: number): number {
  let number = 0;
  for (let at = start; at < line.length - 1; at++) number = number * 10 + line[at]! - DIGIT_0;
  return number;
}

function isDigit(byte: number): boolean {
  return byte >= DIGIT_0 && byte <= DIGIT_9;
}

function standsAt(line: Buffer, at: number, expected: Buffer): boolean {
  if (at < 0) return false;
  for (let index = 0; index < expected.length; index++) if (line[at + index] !== expected[index]) return false;
  return true;
}
