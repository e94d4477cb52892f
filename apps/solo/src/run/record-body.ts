import { isUtf8 } from 'node:buffer';
import { type OutboundRecord, readRecordLine } from '@sandan/pipeline';

export interface RefusedLine {
  /** From 1, empty lines counted. */
  line: number;
  /** Names the member and the repair. */
  why: string;
}

const LINE_FEED = 10;

/** Reads a body of NDJSON lines in the shape of the batch command (contract 12). One bad line spoils the body. */
export function readRecordBody(body: Buffer): { records: OutboundRecord[]; bad: RefusedLine[] } {
  const records: OutboundRecord[] = [];
  const bad: RefusedLine[] = [];
  let line = 0;
  for (let start = 0; start < body.length; line++) {
    const feed = body.indexOf(LINE_FEED, start);
    const end = feed < 0 ? body.length : feed;
    const read = readLine(body.subarray(start, end));
    if (typeof read === 'string') bad.push({ line: line + 1, why: read });
    else if (read) records.push(read);
    start = end + 1;
  }
  return { records, bad };
}

/** A text is why the line cannot be read; undefined is an empty line. */
function readLine(bytes: Buffer): OutboundRecord | string | undefined {
  if (!isUtf8(bytes)) return 'not UTF-8';
  const text = bytes.toString('utf8');
  if (text.trim() === '') return undefined;
  const read = readRecordLine(text);
  if ('fault' in read) return read.why;
  const { topic, key, timestamp, headers, value, decoded } = read;
  return { topic, key, timestamp, value: value ?? (decoded ? String(decoded.text) : ''), ...(headers && { headers }) };
}
