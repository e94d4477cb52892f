import { isUtf8 } from 'node:buffer';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { OUTBOUND_TOPICS } from '@sandan/contracts';
import type { OutboundRecord, Publisher } from '@sandan/pipeline';

const BUFFER_CHARACTERS = 1 << 20;

/** Writes outward records as NDJSON, one file a topic (contract 12). */
export class FilePublisher implements Publisher {
  private readonly files = new Map<string, { fd: number; pending: string[]; size: number }>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    for (const topic of OUTBOUND_TOPICS) {
      this.files.set(topic, { fd: openSync(join(folder, `${topic}.ndjson`), 'w'), pending: [], size: 0 });
    }
  }

  async publish(records: readonly OutboundRecord[]): Promise<void> {
    for (const record of records) this.write(record.topic, recordLine(record));
  }

  close(): void {
    for (const file of this.files.values()) {
      flush(file);
      closeSync(file.fd);
    }
  }

  private write(topic: string, line: string): void {
    const file = this.files.get(topic);
    if (!file) throw new Error(`no output file for topic ${topic}`);
    file.pending.push(line);
    file.size += line.length;
    if (file.size >= BUFFER_CHARACTERS) flush(file);
  }
}

function flush(file: { fd: number; pending: string[]; size: number }): void {
  if (file.pending.length > 0) writeSync(file.fd, file.pending.join(''));
  file.pending = [];
  file.size = 0;
}

function recordLine({ topic, key, value, timestamp, headers }: OutboundRecord): string {
  const keyText = key === null ? 'null' : JSON.stringify(typeof key === 'string' ? key : Buffer.from(key).toString());
  const tail = headers === undefined ? '' : `,"headers":${JSON.stringify(headers)}`;
  return `{"topic":"${topic}","key":${keyText},${valueMember(value)},"timestamp":${timestamp}${tail}}\n`;
}

/** Our own records are JSON already; a dead letter's bytes are text where they can be. */
function valueMember(value: Uint8Array | string): string {
  if (typeof value === 'string') return `"value":${value}`;
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return isUtf8(bytes)
    ? `"value":${JSON.stringify(bytes.toString('utf8'))}`
    : `"valueBase64":${JSON.stringify(bytes.toString('base64'))}`;
}
