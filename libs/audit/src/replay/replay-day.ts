import { beijingDay, type Clearance, type Digest, type ParcelFact, type Reference } from '@sandan/domain';
import {
  type Flush,
  Lane,
  type LaneStore,
  type PagedFact,
  PORT_HOSTING,
  type ReadRecord,
  SILENT,
} from '@sandan/pipeline';
import { scanLane } from '../journal/scan-lane';
import { wholeFact } from '../laws/number-evidence';
import { FoldedStates } from '../backup/folded-states';
import { clockOf, inputOf, type ReplayRecord } from './stored-inputs';

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
/** Before the first record of a day every clock is before it. */
const NO_DAY = '';

/**
 * Runs the stored originals of a day through the rules again, on the states that the store had when the day began. The
 * journal keeps what moved a parcel, in order and with its times; records that changed nothing are not part of it, and
 * the clock that they moved is taken from the decisions.
 */
export async function replayDay(options: ReplayOptions): Promise<ReplayCounts> {
  return new DayReplay(options).run();
}

class DayReplay {
  private readonly lane: Lane;
  private readonly earlier: FoldedStates;
  private readonly counts: ReplayCounts = { records: 0, faults: 0 };
  private readonly serials: Record<string, number> = {};
  private batch: ReplayRecord[] = [];
  private clock = 0;
  private savedSeq = BEFORE_THE_FIRST_ENTRY;
  private driving = false;
  private over = false;

  constructor(private readonly options: ReplayOptions) {
    const { scratch, reference, digest } = options;
    this.earlier = new FoldedStates(STAGES, scratch, REF, reference);
    this.lane = new Lane(
      {
        hosting: { ...PORT_HOSTING, partners: { stage: 'parcel', read: readReplayed } },
        store: scratch,
        publisher: { publish: () => Promise.resolve() },
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
    for (const lane of await this.options.store.lanes()) {
      for await (const scanned of scanLane(this.options.store, lane, await this.options.store.lastSeq(lane))) {
        if ('fault' in scanned) this.counts.faults++;
        else await this.takeEntry(scanned.entry.facts, scanned.entry.head.clock);
        if (this.over) break;
      }
    }
    await this.decide(this.clock);
    return this.counts;
  }

  private async takeEntry(facts: readonly PagedFact[], clock: number): Promise<void> {
    for (const [index, paged] of facts.entries()) {
      if (paged.stage === 'parcel') await this.takeParcelFact(paged, facts, index);
      else if (!this.driving) await this.foldEarlier(paged.stage, paged.key, paged.lean);
      if (this.over) return;
    }
    if (!this.driving) return;
    this.clock = Math.max(this.clock, clock);
    await this.decide(beijingDay(this.clock) > this.options.day ? undefined : this.clock);
  }

  private async takeParcelFact(paged: PagedFact, facts: readonly PagedFact[], index: number): Promise<void> {
    const fact = wholeFact(paged.lean, paged.document, paged.clearance) as ParcelFact | undefined;
    if (!fact) {
      this.counts.faults++;
      return;
    }
    const input = inputOf(fact);
    const expiry = isExpiry(fact);
    const recordTime = input?.document?.recordTime ?? this.withdrawnAt(facts, index);
    // A withdrawal is told by its last fact: a day that began with it would begin in the middle.
    if (input || expiry) await this.moveTo(clockBehind(fact, facts, index), recordTime, !input?.withdrawal);
    if (this.over) return;
    if (!this.driving) {
      this.noteSerial(fact);
      await this.foldEarlier('parcel', paged.key, fact);
      return;
    }
    if (input) this.batch.push(replayRecord(paged.key, input, recordTime, this.counts.records++));
    const { clearance } = fact as { clearance?: Clearance };
    if (clearance && beijingDay(Date.parse(clearance.decidedAt)) === this.options.day) {
      this.options.recorded(clearance, paged.clearance!.toString('utf8'));
    }
  }

  /** The clock of the next input: opens the day, or ends it, or lets deadlines pass that another record has reached. */
  private async moveTo(at: number, recordTime: number, mayBegin: boolean): Promise<void> {
    const clock = Math.max(this.clock, at, recordTime);
    const day = clock === 0 ? NO_DAY : beijingDay(clock);
    if (!this.driving && mayBegin && day >= this.options.day) {
      await this.begin();
      this.driving = true;
    }
    this.over = day > this.options.day;
    if (this.over || !this.driving) {
      if (!this.over) this.clock = clock;
      return;
    }
    // A record of the batch moves the clock by its own time; more than that was moved by one that is not stored.
    if (clock > Math.max(this.clock, recordTime)) await this.decide(clock);
    this.clock = clock;
  }

  /** The time of a withdrawal's record, as far as it moved anything: it opened the parcel again, or completed a bundle. */
  private withdrawnAt(facts: readonly PagedFact[], index: number): number {
    const opened = openedBefore(facts, index);
    if (opened !== undefined) return opened;
    const deciding = facts.slice(index + 1, index + DECISION_WITHIN).find(({ lean }) => lean['fact'] === 'deciding');
    if (deciding?.key !== facts[index]!.key) return this.clock;
    return (deciding.lean['deciding'] as { recordTime: number }).recordTime;
  }

  private async foldEarlier(stage: string, key: string, fact: object): Promise<void> {
    await this.earlier.fold(stage, key, fact, this.savedSeq);
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
    if (!this.driving) return;
    const records = this.batch;
    this.batch = [];
    this.tell(await this.lane.decide(records, until));
    if (this.lane.wantsCheckpoint) await this.lane.checkpoint();
    this.options.onProgress?.(this.counts.records);
  }

  private tell({ outward, decisions }: Flush): void {
    for (const { topic, value } of outward) {
      if (topic !== CLEARANCES_TOPIC) continue;
      const clearance = value as Clearance;
      if (beijingDay(Date.parse(clearance.decidedAt)) !== this.options.day) continue;
      this.options.replayed(clearance, decisions.get(value) ?? JSON.stringify(value));
    }
  }

  private noteSerial(fact: ParcelFact): void {
    const number = (fact as { clearance?: Clearance }).clearance?.invtNo;
    if (number === undefined) return;
    const series = number.slice(0, -SERIAL_DIGITS);
    this.serials[series] = Math.max(this.serials[series] ?? 0, Number(number.slice(-SERIAL_DIGITS)));
  }
}

/** Each save of the earlier states must be newer than the last, and all of them older than the replay's first entry. */
const BEFORE_THE_FIRST_ENTRY = 1e-9;
const SERIAL_DIGITS = 9;
/** Facts from an input to its decision, at most. */
const DECISION_WITHIN = 4;
const NOTHING = new Uint8Array();

const readReplayed: ReadRecord = (record) => {
  const { input, key } = record as ReplayRecord;
  return input ? { key: Buffer.from(key!).toString('utf8'), input } : PORT_HOSTING.partners!.read(record);
};

function isExpiry(fact: ParcelFact): boolean {
  return fact.fact === 'decided' && fact.clearance.outcome === 'EXPIRED';
}

/** The clock at which an input was taken, as far as its own decision (the facts behind it under the same number) tells. */
function clockBehind(fact: ParcelFact, facts: readonly PagedFact[], index: number): number {
  const own = clockOf(fact);
  if (own !== undefined) return own;
  const { key } = facts[index]!;
  for (let next = index + 1; next < facts.length; next++) {
    const paged = facts[next]!;
    if (paged.stage !== 'parcel' || paged.key !== key) return 0;
    const { fact: kind, deciding } = paged.lean as { fact: string; deciding?: { at: number } };
    if (deciding) return deciding.at;
    if (kind === 'decided') return decidedAt(paged);
    if (!FOLLOWING.has(kind)) return 0;
  }
  return 0;
}

/** The time of a withdrawal's record, where it opened the parcel again: else it moved nothing. */
function openedBefore(facts: readonly PagedFact[], index: number): number | undefined {
  const { key } = facts[index]!;
  for (let before = index - 1; before >= 0; before--) {
    const { stage, key: other, lean } = facts[before]!;
    if (stage !== 'parcel' || other !== key) return undefined;
    if (lean['fact'] === 'opened') return Number(lean['since']);
    if (lean['fact'] === 'dropped' || lean['fact'] === 'waybillDropped') return undefined;
  }
  return undefined;
}

/** Facts that may stand between an input and its decision. */
const FOLLOWING: ReadonlySet<string> = new Set([
  'opened',
  'bound',
  'dropped',
  'shut',
  'spent',
  'buried',
  'waybillDropped',
]);

function decidedAt({ clearance }: PagedFact): number {
  const { decidedAt: at, outcome } = JSON.parse(clearance!.toString('utf8')) as Clearance;
  // An expiry has its own time, which says nothing of the input before it.
  return outcome === 'EXPIRED' ? 0 : Date.parse(at);
}

function replayRecord(
  key: string,
  { topic, document, withdrawal }: NonNullable<ReturnType<typeof inputOf>>,
  recordTime: number,
  offset: number,
): ReplayRecord {
  return {
    topic,
    partition: 0,
    offset: BigInt(offset),
    key: Buffer.from(key),
    value: document ? Buffer.from(document.text.toString()) : NOTHING,
    timestamp: recordTime,
    ...(withdrawal && { input: { ...withdrawal, content: { ...withdrawal.content, orderNo: key } } }),
  };
}
