import { isUtf8 } from 'node:buffer';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BETWEEN_STAGES, OUTBOUND_TOPICS } from '@sandan/contracts';
import { BulkFile, SECTOR_BYTES, sectorMemory } from '@sandan/embedded';
import { type OutputView, Utf8Writer } from '@sandan/pipeline';

const BUFFER_BYTES = 1 << 20;

interface OutputFile {
  file: BulkFile;
  pending: Utf8Writer;
}

/** The outward records as NDJSON, one file a topic (contract 12). */
export class OutputFiles {
  private readonly files = new Map<string, OutputFile>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    for (const topic of OUTBOUND_TOPICS) {
      const path = join(folder, `${topic}.ndjson`);
      writeFileSync(path, '');
      this.files.set(topic, { file: new BulkFile(path), pending: new Utf8Writer(BUFFER_BYTES * 2, sectorMemory) });
    }
  }

  write(records: readonly OutputView[]): void {
    for (const record of records) {
      const file = this.files.get(record.topic);
      if (!file && BETWEEN_STAGES.has(record.topic)) continue;
      if (!file) throw new Error(`no output file for topic ${record.topic}`);
      addLine(file.pending, record);
      if (file.pending.length >= BUFFER_BYTES) writeSectors(file);
    }
  }

  close(): void {
    for (const file of this.files.values()) {
      writeSectors(file);
      file.file.append(file.pending.view());
      file.file.close();
    }
  }
}

/** What fills no sector yet begins the next ones. */
function writeSectors({ file, pending }: OutputFile): void {
  const bytes = pending.view();
  const whole = bytes.length - (bytes.length % SECTOR_BYTES);
  file.append(bytes.subarray(0, whole));
  pending.clear();
  pending.add(bytes.subarray(whole));
}

function addLine(line: Utf8Writer, { topic, key, value, isText, timestamp, headers }: OutputView): void {
  const keyText = key === null ? 'null' : JSON.stringify(typeof key === 'string' ? key : Buffer.from(key).toString());
  line.add(`{"topic":"${topic}","key":${keyText},`);
  addValue(line, value, isText);
  line.add(`,"timestamp":${timestamp}${headers === undefined ? '' : `,"headers":${JSON.stringify(headers)}`}}\n`);
}

/** Our own records are JSON already; a dead letter's bytes are text where they can be. */
function addValue(line: Utf8Writer, value: Buffer, isText: boolean): void {
  if (isText) {
    line.add('"value":');
    line.add(value);
  } else if (isUtf8(value)) line.add(`"value":${JSON.stringify(value.toString('utf8'))}`);
  else line.add(`"valueBase64":"${value.toString('base64')}"`);
}
