import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParcelGroup, Reference } from '@sandan/domain';
import { parcelsOf } from '@sandan/domain';
import {
  createDigest,
  DEAD_LETTERS_TOPIC,
  type InboundRecord,
  Lane,
  type LaneStore,
  PORT_HOSTING,
  readRecordLine,
  type RunnerObserver,
  SILENT,
  splitKey,
} from '@sandan/pipeline';
import { FilePublisher } from './file-publisher';
import { type FileLine, readLines } from './line-reader';
import { type Summary, SummaryCounter } from './summary';

export interface ClearOptions {
  reference: Reference;
  store: LaneStore;
  inFile: string;
  outFolder: string;
  /** Secret of the buyers' ledgers; only a store that is kept needs one of its own. */
  buyerKey?: string;
  /** Moves the business clock past the last record, ms. */
  until?: number;
  onProgress?: (progress: { bytesRead: number; records: number; parcels: number }) => void;
}

/** The whole engine over a file of records in arrival order (contract 12). */
export async function clearFile(options: ClearOptions): Promise<Summary> {
  return new ClearRun(options).run();
}

class ClearRun {
  private readonly publisher: FilePublisher;
  private readonly counter = new SummaryCounter();
  private readonly lane: Lane;
  private readonly offsets = new Map<string, bigint>();
  private underway: Promise<void> = Promise.resolve();
  private records = 0;

  constructor(private readonly options: ClearOptions) {
    this.publisher = new FilePublisher(options.outFolder);
    const observer: RunnerObserver = { ...SILENT, flushed: (report) => this.counter.add(report) };
    this.lane = new Lane(
      {
        hosting: PORT_HOSTING,
        store: options.store,
        publisher: this.publisher,
        reference: options.reference,
        // The key only names ledgers inside this run's own store.
        digest: createDigest(options.buyerKey ?? createHash('sha256').update('sandan clear').digest('hex')),
        observer,
        lanes: 1,
        owner: 'clear',
        wallClock: Date.now,
        batchRecordsMax: Infinity,
        batchBytesMax: Infinity,
        readWaitMs: 0,
        checkpointFlushes: 50,
        checkpointKeysMax: 10_000,
        cacheKeysMax: 20_000,
        idleClockMs: 0,
      },
      0,
    );
  }

  async run(): Promise<Summary> {
    const { options } = this;
    await this.lane.open();
    for await (const { lines, bytesRead } of readLines(options.inFile)) {
      await this.take(lines);
      options.onProgress?.({ bytesRead, records: this.records, parcels: this.counter.parcels });
    }
    if (options.until !== undefined && options.until > this.lane.clock) await this.flush([], options.until);
    await this.underway;
    const summary = this.counter.total(await this.waitingParcels());
    this.publisher.close();
    writeFileSync(join(options.outFolder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    return summary;
  }

  private async take(lines: FileLine[]): Promise<void> {
    const records: InboundRecord[] = [];
    for (const line of lines) {
      const read = line.text === undefined ? { fault: 'broken-line' as const } : readRecordLine(line.text);
      if ('fault' in read) {
        await this.toDeadLetters(line, read.fault);
        continue;
      }
      const offset = this.offsets.get(read.topic) ?? 0n;
      this.offsets.set(read.topic, offset + 1n);
      records.push({ ...read, partition: 0, offset });
    }
    this.records += lines.length;
    await this.flush(records);
  }

  /** The next block is read and decided while this one is being stored. */
  private async flush(records: InboundRecord[], until?: number): Promise<void> {
    const flush = await this.lane.decide(records, until);
    await this.underway;
    this.underway = this.lane.commit(flush);
    this.underway.catch(() => undefined);
    if (!this.lane.wantsCheckpoint) return;
    await this.underway;
    await this.lane.checkpoint();
  }

  private async toDeadLetters(line: FileLine, reason: string): Promise<void> {
    this.counter.brokenLine(reason);
    const timestamp = this.lane.clock;
    const letter = { topic: DEAD_LETTERS_TOPIC, key: null, value: line.bytes, timestamp, headers: { reason } };
    await this.publisher.publish([letter]);
  }

  private async waitingParcels(): Promise<number> {
    let waiting = 0;
    for await (const { key, state } of this.lane.waitingStates()) {
      if (splitKey(key).stage !== 'parcel') continue;
      waiting += parcelsOf(state as ParcelGroup).filter((parcel) => parcel.openSince !== undefined).length;
    }
    return waiting;
  }
}
