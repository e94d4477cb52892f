import { partitionOf } from '@sandan/contracts';

const QUOTE = 34;
const BACKSLASH = 92;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
const BEFORE_TOPIC = Buffer.from('{"topic":"');
const BEFORE_KEY = Buffer.from('","key":"');
const BEFORE_VALUE = Buffer.from('","value":{');
const BEFORE_TIMESTAMP = Buffer.from('},"timestamp":');
const TIMESTAMP_DIGITS_MAX = 15;

/** What of a line is seen without reading it as JSON; `key` is a view into it. */
export interface LineLook {
  topic: string;
  key: Buffer;
  timestamp: number;
}

/**
 * Looks at a line of the usual shape, `{"topic":…,"key":…,"value":{…},"timestamp":…}`: all that a thread must know of a
 * record whose parcel another one decides. Undefined for any other line.
 */
export function lookAtLine(line: Buffer): LineLook | undefined {
  if (!standsAt(line, 0, BEFORE_TOPIC)) return undefined;
  const topicEnd = line.indexOf(QUOTE, BEFORE_TOPIC.length);
  if (topicEnd < 0 || !standsAt(line, topicEnd, BEFORE_KEY)) return undefined;
  const keyStart = topicEnd + BEFORE_KEY.length;
  const keyEnd = line.indexOf(QUOTE, keyStart);
  if (keyEnd < 0 || !standsAt(line, keyEnd, BEFORE_VALUE)) return undefined;
  const key = line.subarray(keyStart, keyEnd);
  if (key.includes(BACKSLASH)) return undefined;
  const timestamp = timestampOf(line);
  return timestamp === undefined
    ? undefined
    : { topic: line.toString('latin1', BEFORE_TOPIC.length, topicEnd), key, timestamp };
}

/** Which of several threads decides the records of a key. */
export function shardOf(key: Uint8Array | null, shards: number): number {
  return key === null ? 0 : partitionOf(key, shards);
}

function timestampOf(line: Buffer): number | undefined {
  let start = line.length - 1;
  let timestamp = 0;
  for (let place = 1; start > 0 && line.length - start <= TIMESTAMP_DIGITS_MAX; place *= 10) {
    const digit = line[start - 1]!;
    if (digit < DIGIT_0 || digit > DIGIT_9) break;
    timestamp += (digit - DIGIT_0) * place;
    start--;
  }
  const isThere = start < line.length - 1 && standsAt(line, start - BEFORE_TIMESTAMP.length, BEFORE_TIMESTAMP);
  return isThere ? timestamp : undefined;
}

function standsAt(line: Buffer, at: number, expected: Buffer): boolean {
  if (at < 0) return false;
  for (let index = 0; index < expected.length; index++) if (line[at + index] !== expected[index]) return false;
  return true;
}
