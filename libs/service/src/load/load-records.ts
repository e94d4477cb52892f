import { KafkaLog } from '@sandan/kafka';
import { DEAD_LETTERS_TOPIC, type OutboundRecord, type Publisher } from '@sandan/pipeline';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readLoadLine } from './load-line';

export interface LoadOptions {
  brokers: readonly string[];
  /** A file of records, one a line (contract 12), or the lines themselves. */
  from: string | AsyncIterable<string> | Iterable<string>;
  /** Records published together; fewer where the lines come slowly and must not wait for each other. Default 4,000. */
  batchRecords?: number;
  onProgress?(loaded: Loaded): void;
}

type Lines = AsyncIterable<string | Uint8Array> | Iterable<string>;

export interface Loaded {
  records: number;
  /** Lines that could not be read; each is a dead letter. */
  brokenLines: number;
}

/** Records of one call; the publisher keeps at most two of them in memory. */
const BATCH_RECORDS = 4_000;

/** Publishes records in the order of their lines, by murmur2 of their keys and with their timestamps. */
export async function loadRecords({ brokers, from, batchRecords, onProgress }: LoadOptions): Promise<Loaded> {
  const log = new KafkaLog({ brokers: [...brokers], clientId: 'sandan-load' });
  try {
    return await publishLines(log.publisher, linesOf(from), onProgress, batchRecords);
  } finally {
    await log.close();
  }
}

/** The part of it that needs no broker. */
export async function publishLines(
  publisher: Publisher,
  lines: Lines,
  onProgress?: (loaded: Loaded) => void,
  batchRecords = BATCH_RECORDS,
): Promise<Loaded> {
  const loaded: Loaded = { records: 0, brokenLines: 0 };
  let batch: OutboundRecord[] = [];
  let sending: Promise<void> = Promise.resolve();
  let latest = 0;
  const send = async (): Promise<void> => {
    await sending;
    onProgress?.({ ...loaded });
    sending = publisher.publish(batch);
    // A failure is met at the next await.
    sending.catch(() => undefined);
    batch = [];
  };
  for await (const line of lines) {
    const record = readLoadLine(line, latest);
    if (!record) continue;
    latest = Math.max(latest, record.timestamp);
    loaded[record.topic === DEAD_LETTERS_TOPIC ? 'brokenLines' : 'records']++;
    batch.push(record);
    if (batch.length >= batchRecords) await send();
  }
  await send();
  await sending;
  onProgress?.({ ...loaded });
  return loaded;
}

function linesOf(from: LoadOptions['from']): Lines {
  return typeof from === 'string' ? linesOfFile(from) : from;
}

/** The bytes of each line, as they are: read as UTF-8, what is none would be replaced in silence. */
export async function* linesOfFile(path: string): AsyncGenerator<Uint8Array> {
  const input = createReadStream(path, 'latin1');
  for await (const line of createInterface({ input, crlfDelay: Infinity })) yield Buffer.from(line, 'latin1');
}
