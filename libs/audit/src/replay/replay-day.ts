import { setImmediate as nextTurn } from 'node:timers/promises';
import { partitionOf } from '@sandan/contracts';
import { beijingDay, type Clearance, type Digest, type ParcelFact, type Reference } from '@sandan/domain';
import {
  type Flush,
  Lane,
  type LaneRef,
  type LaneStore,
  type PagedFact,
  PORT_HOSTING,
  type ReadRecord,
  SILENT,
  DecisionText,
} from '@sandan/pipeline';
import { FoldedStates } from '../backup/folded-states';
import { placeOf, scanLane, type ScannedEntry } from '../journal/scan-lane';
import { LaneDays, type PlacedFact, type Step } from './lane-days';
import { inStepOrder, type LaneSteps } from './merge-steps';
import type { ReplayRecord } from './stored-inputs';

export interface ReplayOptions {
  /** The store whose day is run again; it is only read. */
  store: LaneStore;
  /** An empty store for the states of the replay; thrown away afterwards. */
  scratch: LaneStore;
  /** "2026-11-11", Beijing. */
  day: string;
  /** The rules that the day is run through. */
  reference: Reference;
  digest: Digest;
  /** A decision as it stands in the journal. */
  recorded(clearance: Clearance, text: string): void;
  /** A decision as the rules take it now. */
  replayed(clearance: Clearance, text: string): void;
  onProgress?: (records: number) => void;
}

export interface ReplayCounts {
  /** Stored originals that were run. */
  records: number;
  /** Entries or pages that could not be read. */
  faults: number;
}

const STAGES = new Map(PORT_HOSTING.stages.map((stage) => [stage.name as string, stage]));
const REF = { stage: PORT_HOSTING.name, lane: 0 };
const CLEARANCES_TOPIC = 'clearances.v1';
/** The stages whose lanes hold parcels. */
const PARCEL_LANES: ReadonlySet<string> = new Set(['parcel', PORT_HOSTING.name]);

/** Whether a store was decided by lanes that worked side by side: then no order over all of its parcels is known. */
export async function isDecidedSideBySide(store: LaneStore): Promise<boolean> {
  return (await store.lanes()).some(({ stage }) => stage !== PORT_HOSTING.name);
}

/**
 * Runs the stored originals of a day through the rules again, on the states that the store had when the day began, all in
 * one lane. The journal keeps what moved a parcel, in order and with its times; records that changed nothing are not part
 * of it, and the clock that they moved is taken from the decisions. The inputs of several lanes are taken in the order of
 * their clocks.
 */
export async function replayDay(options: ReplayOptions): Promise<ReplayCounts> {
  return new DayReplay(options).run();
}

class DayReplay {
  private readonly lane: Lane;
  private readonly earlier: FoldedStates;
  private records = 0;
  /** Places at which something cannot be read: some are passed twice. */
  private readonly faults = new Set<string>();
  private readonly expiries: { clearance: Clearance; text: string }[] = [];
  private readonly serials: Record<string, number> = {};
  private batch: ReplayRecord[] = [];
  private clock = 0;
  private laneCount = 0;
  /** States may be saved while the next batch is decided. */
  private saving: Promise<void> | undefined;
  private savedSeq = BEFORE_THE_FIRST_ENTRY;

  constructor(private readonly options: ReplayOptions) {
    const { scratch, reference, digest } = options;
    this.earlier = new FoldedStates(STAGES, scratch, REF, reference);
    this.lane = new Lane(
      {
        hosting: { ...PORT_HOSTING, partners: { stage: 'parcel', read: readReplayed } },
        store: scratch,
        reference,
        digest,
        observer: SILENT,
        lanes: 1,
        owner: 'replay',
        wallClock: () => 0,
        batchRecordsMax: Infinity,
        batchBytesMax: Infinity,
        readWaitMs: 0,
        checkpointFlushes: Infinity,
        checkpointKeysMax: 10_000,
        cacheKeysMax: 20_000,
        cacheBytesMax: 128 * 1024 * 1024,
        idleClockMs: 0,
      },
      0,
    );
  }

  async run(): Promise<ReplayCounts> {
    const starts = new Map<LaneRef, Start>();
    for (const lane of await this.options.store.lanes()) {
      const start = await this.foldUntilDay(lane);
      if (!PARCEL_LANES.has(lane.stage)) continue;
      this.laneCount++;
      if (start) starts.set(lane, start);
    }
    if (starts.size === 0) return this.counts;
    this.clock = Math.max(...[...starts.values()].map(({ days }) => days.now));
    await this.begin();
    for await (const step of inStepOrder([...starts].map(([lane, start]) => this.stepsOf(lane, start)))) {
      await this.take(step);
    }
    await this.decide(this.clock);
    await this.saving;
    this.tellExpiries([...starts]);
    return this.counts;
  }

  private get counts(): ReplayCounts {
    return { records: this.records, faults: this.faults.size };
  }

  /** Folds what a lane did before the day; resolves with the place where the day begins, if it does. */
  private async foldUntilDay(lane: LaneRef): Promise<Start | undefined> {
    const days = new LaneDays(this.options.day, PARCEL_LANES.has(lane.stage));
    let start: Start | undefined;
    for await (const entry of this.entries(lane, 1)) {
      const here = { seq: entry.seq, days: days.copy(), reached: 0 };
      for (const placed of days.place(entry.facts)) {
        if (placed.part === 'before') await this.foldEarlier(placed, entry);
      }
      days.endEntry(entry.head.clock);
      if (days.hasBegun) start ??= here;
      if (days.isPast('before')) break;
    }
    return start;
  }

  /** The steps of one lane, entry by entry, until nothing of the day is to come. */
  private async *stepsOf(lane: LaneRef, start: Start): LaneSteps {
    const { seq, days } = start;
    for await (const entry of this.entries(lane, seq)) {
      const steps: Step[] = [];
      for (const placed of days.place(entry.facts)) {
        if (placed.part !== 'in') continue;
        if (placed.step) steps.push(placed.step);
        this.note(placed, entry);
      }
      const clock = Math.max(days.now, entry.head.clock);
      steps.push({ clock, recordTime: 0, isEnd: days.endEntry(entry.head.clock) !== 'after' });
      start.reached = clock;
      yield steps;
      if (days.isPast('in')) return;
    }
  }

  private async *entries(lane: LaneRef, from: number): AsyncGenerator<ScannedEntry> {
    const last = await this.options.store.lastSeq(lane);
    for await (const scanned of scanLane(this.options.store, lane, last, from)) {
      if ('entry' in scanned) yield scanned.entry;
      else this.faults.add(`${placeOf(scanned.fault)} ${scanned.fault.what}`);
    }
  }

  /** A decision of the day as it stands in the journal. */
  private note({ paged, fact }: PlacedFact, entry: ScannedEntry): void {
    if (paged.stage !== 'parcel') return;
    if (!fact) this.unreadable(paged, entry);
    const { clearance } = (fact ?? {}) as { clearance?: Clearance };
    if (clearance && beijingDay(Date.parse(clearance.decidedAt)) === this.options.day) {
      this.options.recorded(clearance, paged.clearance!.toString('utf8'));
    }
  }

  private unreadable({ key }: PagedFact, entry: ScannedEntry): void {
    this.faults.add(`${placeOf(entry)} ${key} ${entry.facts.length}`);
  }

  private async take({ clock, recordTime, record, isEnd }: Step): Promise<void> {
    if (isEnd !== undefined) {
      if (isEnd) this.clock = Math.max(this.clock, clock);
      return this.decide(isEnd ? this.clock : undefined);
    }
    // A record of the batch moves the clock by its own time; more than that was moved by one that is not stored.
    if (clock > Math.max(this.clock, recordTime)) await this.decide(clock);
    this.clock = Math.max(this.clock, clock);
    if (record) this.batch.push({ ...record, offset: BigInt(this.records++) });
  }

  private async foldEarlier({ paged, fact }: PlacedFact, entry: ScannedEntry): Promise<void> {
    if (paged.stage === 'parcel' && !fact) return this.unreadable(paged, entry);
    if (fact) this.noteSerial(fact);
    await this.earlier.fold(paged.stage, paged.key, fact ?? paged.lean, this.savedSeq);
    if (this.earlier.isFull) await this.saveEarlier();
  }

  private async saveEarlier(): Promise<void> {
    await this.earlier.save(0);
    this.savedSeq += BEFORE_THE_FIRST_ENTRY;
  }

  private async begin(): Promise<void> {
    await this.saveEarlier();
    const head = { offsets: {}, clock: this.clock, wallAt: 0, serials: this.serials, marks: {} };
    await this.options.scratch.append(REF, { seq: 1, head, facts: NOTHING, outputs: NOTHING });
    await this.lane.open();
  }

  private async decide(until: number | undefined): Promise<void> {
    const records = this.batch;
    this.batch = [];
    this.tell(await this.lane.decide(records, until));
    // Memory that native code lent is given back, and another thread is heard, between turns of the event loop only.
    await nextTurn();
    if (this.lane.wantsCheckpoint) {
      await this.saving;
      this.saving = this.lane.checkpoint('settled');
      this.saving.catch(() => undefined);
    }
    this.options.onProgress?.(this.records);
  }

  private tell({ outward }: Flush): void {
    for (const { topic, value } of outward) {
      if (topic !== CLEARANCES_TOPIC) continue;
      const clearance = value as Clearance;
      if (beijingDay(Date.parse(clearance.decidedAt)) !== this.options.day) continue;
      const text = DecisionText.of(value);
      if (clearance.outcome === 'EXPIRED') this.expiries.push({ clearance, text });
      else this.options.replayed(clearance, text);
    }
  }

  /** Where lanes work side by side, one may have stood before a deadline that the clock of another had passed. */
  private tellExpiries(lanes: readonly [LaneRef, Start][]): void {
    const clocks = new Map(lanes.map(([{ lane }, { reached }]) => [lane, reached]));
    for (const { clearance, text } of this.expiries) {
      const lane = partitionOf(Buffer.from(clearance.orderNo), this.laneCount);
      if (Date.parse(clearance.decidedAt) <= (clocks.get(lane) ?? 0)) this.options.replayed(clearance, text);
    }
  }

  private noteSerial(fact: ParcelFact): void {
    const number = (fact as { clearance?: Clearance }).clearance?.invtNo;
    if (number === undefined) return;
    const series = number.slice(0, -SERIAL_DIGITS);
    this.serials[series] = Math.max(this.serials[series] ?? 0, Number(number.slice(-SERIAL_DIGITS)));
  }
}

/** Where a lane's part of the day begins. */
interface Start {
  seq: number;
  days: LaneDays;
  /** How far the lane's clock has come, ms. */
  reached: number;
}

/** Each save of the earlier states must be newer than the last, and all of them older than the replay's first entry. */
const BEFORE_THE_FIRST_ENTRY = 1e-9;
const SERIAL_DIGITS = 9;
const NOTHING = new Uint8Array();

const readReplayed: ReadRecord = (record) => {
  const { input, key } = record as ReplayRecord;
  return input ? { key: Buffer.from(key!).toString('utf8'), input } : PORT_HOSTING.partners!.read(record);
};
