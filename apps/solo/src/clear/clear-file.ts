import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ParcelGroup, Reference } from '@sandan/domain';
import { parcelsOf } from '@sandan/domain';
import type { ThreadedLaneStore } from '@sandan/embedded';
import {
  createDigest,
  DEAD_LETTERS_TOPIC,
  type InboundRecord,
  Lane,
  packOutputs,
  PORT_HOSTING,
  readRecordLine,
  SILENT,
  splitKey,
} from '@sandan/pipeline';
import { type ClearJob, type ClearProgress, isThrownAway } from './clear-job';
import { readLines } from './line-reader';
import { type Summary, SummaryCounter } from './summary';

export interface ClearParts {
  job: ClearJob;
  reference: Reference;
  store: ThreadedLaneStore;
}

/** Resident bytes above which the store's file is mapped anew: every page of it that was looked at counts as resident. */
const RESIDENT_BYTES_MAX = 850 * 1024 * 1024;
/** That much must have been looked at since, or it would not help. */
const MAPPED_BYTES_MIN = 48 * 1024 * 1024;
/** Flushes between two checkpoints of a store that is kept: its readers fold what came later. Another one has no readers. */
const KEPT_CHECKPOINT_FLUSHES = 400;
/** States read one after the other between two looks at that. */
const STATES_A_LOOK = 500;

/** The run over the file, in the thread that decides: lines in, one flush a block of lines. */
export class ClearFile {
  private readonly counter = new SummaryCounter();
  private readonly lane: Lane;
  private readonly offsets = new Map<string, bigint>();
  private underway: Promise<void> = Promise.resolve();
  private saving: Promise<void> = Promise.resolve();
  private records = 0;
  private mapsAnewAbove = RESIDENT_BYTES_MAX;

  constructor(
    private readonly parts: ClearParts,
    private readonly onProgress: (progress: ClearProgress) => void,
  ) {
    const { job, reference, store } = parts;
    this.lane = new Lane(
      {
        hosting: PORT_HOSTING,
        store,
        reference,
        // The key only names ledgers inside this run's own store.
        digest: createDigest(job.buyerKey ?? createHash('sha256').update('sandan clear').digest('hex')),
        observer: SILENT,
        lanes: 1,
        owner: 'clear',
        wallClock: Date.now,
        batchRecordsMax: Infinity,
        batchBytesMax: Infinity,
        readWaitMs: 0,
        checkpointFlushes: isThrownAway(job) ? Infinity : KEPT_CHECKPOINT_FLUSHES,
        // Small: what lives for two or three blocks only is copied once by the garbage collection of the young.
        checkpointKeysMax: 500,
        // Half of it may wait without being saved: most of what waits at once in a day, and all that 1 GiB has room for.
        cacheKeysMax: 120_000,
        cacheBytesMax: 280 * 1024 * 1024,
        idleClockMs: 0,
      },
      0,
    );
  }

  async run(): Promise<Summary> {
    const { inFile, until } = this.parts.job;
    await this.lane.open();
    for await (const { lines, bytesRead } of readLines(inFile)) {
      await this.take(lines);
      this.onProgress({ bytesRead, records: this.records, parcels: this.counter.parcels });
    }
    if (until !== undefined && until > this.lane.clock) await this.flush([], until);
    await this.underway;
    await this.saving;
    return this.counter.total(await this.waitingParcels());
  }

  private async take(lines: readonly Buffer[]): Promise<void> {
    const records: InboundRecord[] = [];
    for (const line of lines) {
      const read = isUtf8(line) ? readRecordLine(line.toString('utf8'), line) : { fault: 'broken-line' as const };
      if ('fault' in read) {
        await this.toDeadLetters(line, read.fault);
        continue;
      }
      const { topic, key, value, timestamp, headers, decoded } = read;
      const offset = this.offsets.get(topic) ?? 0n;
      this.offsets.set(topic, offset + 1n);
      records.push({ topic, partition: 0, offset, key, value, timestamp, headers, decoded });
    }
    this.records += lines.length;
    await this.flush(records);
  }

  /** The next block is read and decided while this one is being stored, and while states are being saved. */
  private async flush(records: InboundRecord[], until?: number): Promise<void> {
    const flush = await this.lane.decide(records, until);
    this.counter.add(flush);
    await this.underway;
    this.underway = this.lane.commit(flush);
    this.underway.catch(() => undefined);
    await this.mapAnewWhenLarge();
    if (!this.lane.wantsCheckpoint) return;
    await this.saving;
    this.saving = this.lane.checkpoint('settled', this.underway);
    this.saving.catch(() => undefined);
  }

  private async mapAnewWhenLarge(): Promise<void> {
    if (process.memoryUsage.rss() <= this.mapsAnewAbove) return;
    await this.underway;
    await this.saving;
    await this.parts.store.reopen();
    this.mapsAnewAbove = Math.max(RESIDENT_BYTES_MAX, process.memoryUsage.rss() + MAPPED_BYTES_MIN);
  }

  private async toDeadLetters(line: Buffer, reason: string): Promise<void> {
    this.counter.brokenLine(reason);
    const timestamp = this.lane.clock;
    const letter = { topic: DEAD_LETTERS_TOPIC, key: null, value: line, timestamp, headers: { reason } };
    await this.parts.store.ask('tell', packOutputs([letter]));
  }

  private async waitingParcels(): Promise<number> {
    let waiting = 0;
    for (const [index, key] of this.lane.waitingKeys().entries()) {
      if (index % STATES_A_LOOK === 0) await this.mapAnewWhenLarge();
      if (splitKey(key).stage !== 'parcel') continue;
      const group = this.lane.peek(key) as ParcelGroup;
      waiting += parcelsOf(group).filter((parcel) => parcel.openSince !== undefined).length;
    }
    return waiting;
  }
}
