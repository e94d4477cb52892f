import { type ParcelGroup, parcelsOf, type Reference } from '@sandan/domain';
import {
  DEAD_LETTERS_TOPIC,
  type Flush,
  type InboundRecord,
  Lane,
  type LaneStore,
  packOutputs,
  PORT_HOSTING,
  SHARD_HOSTING,
  splitKey,
} from '@sandan/pipeline';
import { type ClearJob, type ClearProgress, isThrownAway } from './clear-job';
import { laneSettings } from './lane-settings';
import { LineIntake } from './line-intake';
import type { LineBlock } from './line-reader';
import type { ShardRounds } from './shard-rounds';
import { type Summary, SummaryCounter } from './summary';

export interface ClearParts {
  job: ClearJob;
  lines: AsyncIterable<LineBlock>;
  reference: Reference;
  store: LaneStore;
  /** Writes packed outputs that belong to no entry of the journal. */
  tell(outputs: Uint8Array): Promise<unknown>;
  /** Gives what was looked at of the store's file out of resident memory; only where a file is mapped. */
  mapAnew?: () => Promise<void>;
  /** The rounds with the ledgers, where this thread decides one shard of the parcels. */
  rounds?: ShardRounds;
}

/** Resident bytes above which the store's file is mapped anew: every page of it that was looked at counts as resident. */
const RESIDENT_BYTES_MAX = 850 * 1024 * 1024;
/** That much must have been looked at since, or it would not help. */
const MAPPED_BYTES_MIN = 48 * 1024 * 1024;
/** States read one after the other between two looks at that. */
const STATES_A_LOOK = 500;

/** Small: what lives for a few blocks only is copied once by the garbage collection of the young, and never grows old. */
const CHECKPOINT_KEYS = 150;
/**
 * Half of it may wait without being saved. Kept: most of what waits at once in a day, and all that 1 GiB has room for.
 * Thrown away: a look into its files costs less than the memory.
 */
const CACHE_BOUNDS = {
  kept: { cacheKeysMax: 120_000, cacheBytesMax: 280 * 1024 * 1024 },
  thrownAway: { cacheKeysMax: 50_000, cacheBytesMax: 96 * 1024 * 1024 },
};

/** The run over the file, in a thread that decides: lines in, one flush a block of lines. */
export class ClearFile {
  private readonly counter = new SummaryCounter();
  private readonly lane: Lane;
  private readonly intake: LineIntake;
  private underway: Promise<void> = Promise.resolve();
  private saving: Promise<void> = Promise.resolve();
  private records = 0;
  private mapsAnewAbove = RESIDENT_BYTES_MAX;

  constructor(
    private readonly parts: ClearParts,
    private readonly onProgress: (progress: ClearProgress) => void,
  ) {
    const { job, reference, store, rounds } = parts;
    const { shard, shards } = rounds ?? { shard: 0, shards: 1 };
    this.intake = new LineIntake(shard, shards);
    const bounds = CACHE_BOUNDS[isThrownAway(job) ? 'thrownAway' : 'kept'];
    this.lane = new Lane(
      {
        ...laneSettings(job, reference, store),
        hosting: rounds ? SHARD_HOSTING.parcels : PORT_HOSTING,
        lanes: shards,
        checkpointKeysMax: CHECKPOINT_KEYS,
        cacheKeysMax: bounds.cacheKeysMax / shards,
        cacheBytesMax: bounds.cacheBytesMax / shards,
      },
      shard,
    );
  }

  async run(): Promise<Summary> {
    const { lines: blocks, job } = this.parts;
    const { until } = job;
    await this.lane.open();
    for await (const { lines, bytesRead } of blocks) {
      await this.take(lines);
      this.onProgress({ bytesRead, records: this.records, parcels: this.counter.parcels });
    }
    await this.untilAnswered();
    // Every shard, wherever its clock stands: the ledgers hear a round from all of them or from none.
    if (until !== undefined) {
      await this.flush([], until);
      await this.untilAnswered();
    }
    await this.underway;
    await this.saving;
    return this.counter.total(await this.waitingParcels());
  }

  private async take(lines: readonly Buffer[]): Promise<void> {
    const records: InboundRecord[] = [];
    for (const line of lines) {
      const taken = this.intake.take(line);
      if (!taken) continue;
      this.records++;
      if ('fault' in taken) await this.toDeadLetters(line, taken.fault);
      else records.push(taken);
    }
    await this.flush(records, this.parts.rounds && this.intake.clock);
  }

  /** The next block is read and decided while this one is being stored, and while states are being saved. */
  private async flush(records: InboundRecord[], until?: number): Promise<void> {
    const { rounds } = this.parts;
    const flush = await this.lane.decide(rounds ? [...(await rounds.answers()), ...records] : records, until);
    rounds?.ask(flush.outputs);
    this.counter.add(flush);
    await this.commit(flush);
  }

  private async commit(flush: Flush): Promise<void> {
    await this.underway;
    this.underway = this.lane.commit(flush);
    this.underway.catch(() => undefined);
    await this.mapAnewWhenLarge();
    if (!this.lane.wantsCheckpoint) return;
    await this.saving;
    this.saving = this.lane.checkpoint('settled', this.underway);
    this.saving.catch(() => undefined);
  }

  /** Rounds without records, until no ledger and no other shard has anything to say. */
  private async untilAnswered(): Promise<void> {
    const { rounds } = this.parts;
    if (!rounds) return;
    do await this.flush([]);
    while (!rounds.isQuiet);
    await rounds.end();
  }

  private async mapAnewWhenLarge(): Promise<void> {
    const { mapAnew } = this.parts;
    if (!mapAnew || process.memoryUsage.rss() <= this.mapsAnewAbove) return;
    await this.underway;
    await this.saving;
    await mapAnew();
    this.mapsAnewAbove = Math.max(RESIDENT_BYTES_MAX, process.memoryUsage.rss() + MAPPED_BYTES_MIN);
  }

  private async toDeadLetters(line: Buffer, reason: string): Promise<void> {
    this.counter.brokenLine(reason);
    const timestamp = this.intake.clock;
    const letter = { topic: DEAD_LETTERS_TOPIC, key: null, value: line, timestamp, headers: { reason } };
    await this.parts.tell(packOutputs([letter]));
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
