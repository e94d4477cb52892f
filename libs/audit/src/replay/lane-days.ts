import { beijingDay, type ParcelFact } from '@sandan/domain';
import type { PagedFact } from '@sandan/pipeline';
import { wholeFact } from '../laws/number-evidence';
import { clockBehind, withdrawnAt } from './fact-times';
import { inputOf, parkedRecord, replayRecord, type ReplayRecord } from './stored-inputs';

type Parked = Extract<ParcelFact, { fact: 'parked' }>['parked'];

/** Where a fact stands to the day that is replayed, by the input from which it came. */
export type DayPart = 'before' | 'in' | 'after';

/** What moves a replay on, at the clock of its lane, ms. */
export interface Step {
  clock: number;
  /** Time of the record, which moves the clock by itself. */
  recordTime: number;
  /** Absent for an expiry: there only time passed. */
  record?: ReplayRecord;
  /** Present where a journal entry ends: everything before it is decided; true = its clock is still in the day. */
  isEnd?: boolean;
}

/** One fact of a lane's journal in its place. */
export interface PlacedFact {
  paged: PagedFact;
  /** The fact with its texts; absent outside the parcels' stage. Undefined `fact` of a parcel = it cannot be read. */
  fact?: ParcelFact | undefined;
  part: DayPart;
  /** Present where the fact is the first to tell of an input, or of a deadline. */
  step?: Step;
}

/**
 * Follows one lane and says of each fact whether it belongs before the day, into it or behind it. Where stages have lanes
 * of their own, the answer to a question, and what had to wait for it, stand behind inputs of other numbers, perhaps of
 * the next day: they belong where their question and their record do.
 */
export class LaneDays {
  private clock = 0;
  private part: DayPart = 'before';
  private begun = false;
  /** Numbers that are being decided -> where the question was asked. */
  private asked = new Map<string, DayPart>();
  /** Numbers -> the inputs that wait for their decision. */
  private parked = new Map<string, { part: DayPart; recordTime: number }[]>();
  /** The input that was taken up last of those that had waited. */
  private unparked: { key: string; recordTime: number } | undefined;

  constructor(
    private readonly day: string,
    /** Whether parcels live here; else only ledgers or notices, whose facts carry their own times. */
    private readonly holdsParcels: boolean,
  ) {}

  /** The lane has reached the day, or has passed it. */
  get hasBegun(): boolean {
    return this.begun;
  }

  /** Business clock of the lane, ms. */
  get now(): number {
    return this.clock;
  }

  /** Nothing of that part is still to come. */
  isPast(part: DayPart): boolean {
    const reached = part === 'before' ? this.begun : this.begun && partOf(this.clock, this.day) === 'after';
    const isOpen = (other: DayPart) => other === part;
    return (
      reached &&
      ![...this.asked.values()].some(isOpen) &&
      ![...this.parked.values()].flat().some((one) => isOpen(one.part))
    );
  }

  /** A follower that goes on from here on its own. */
  copy(): LaneDays {
    const copy = new LaneDays(this.day, this.holdsParcels);
    Object.assign(copy, this);
    copy.asked = new Map(this.asked);
    copy.parked = new Map([...this.parked].map(([key, inputs]) => [key, [...inputs]]));
    return copy;
  }

  /** Where an entry ends, the clock of its head counts. */
  endEntry(clock: number): DayPart {
    this.clock = Math.max(this.clock, clock);
    return partOf(this.clock, this.day);
  }

  *place(facts: readonly PagedFact[]): Generator<PlacedFact> {
    for (const [index, paged] of facts.entries()) {
      if (paged.stage === 'parcel') yield this.placeParcel(paged, facts, index);
      else if (this.holdsParcels) yield { paged, part: this.part };
      else yield { paged, part: partOf(Number(paged.lean['at']), this.day) };
    }
  }

  private placeParcel(paged: PagedFact, facts: readonly PagedFact[], index: number): PlacedFact {
    const fact = wholeFact(paged.lean, paged.document, paged.clearance) as ParcelFact | undefined;
    if (!fact) return { paged, fact, part: this.part };
    const { key } = paged;
    if (fact.fact === 'parked') return this.placeParked(paged, fact, fact.parked);
    if (fact.fact === 'unparked') this.takeUp(key);
    else if (fact.fact === 'deciding') this.asked.set(key, this.part);
    else if (fact.fact === 'decided' && this.asked.has(key)) {
      this.part = this.asked.get(key)!;
      this.asked.delete(key);
    } else return { paged, fact, ...this.placeInput(paged, fact, facts, index) };
    return { paged, fact, part: this.part };
  }

  private placeParked(paged: PagedFact, fact: ParcelFact, { input, now, recordTime }: Parked): PlacedFact {
    this.moveTo(Math.max(now, recordTime), true);
    const inputs = this.parked.get(paged.key) ?? [];
    this.parked.set(paged.key, [...inputs, { part: this.part, recordTime }]);
    const record = parkedRecord(paged.key, input, recordTime);
    return { paged, fact, part: this.part, step: { clock: this.clock, recordTime, record } };
  }

  private takeUp(key: string): void {
    const [next, ...rest] = this.parked.get(key) ?? [];
    if (rest.length === 0) this.parked.delete(key);
    else this.parked.set(key, rest);
    if (!next) return;
    this.part = next.part;
    this.unparked = { key, recordTime: next.recordTime };
  }

  private placeInput(
    { key }: PagedFact,
    fact: ParcelFact,
    facts: readonly PagedFact[],
    index: number,
  ): Pick<PlacedFact, 'part' | 'step'> {
    const input = inputOf(fact);
    if (!input && !isExpiry(fact)) return { part: this.part };
    // What had waited was taken into the replay when it came.
    if (this.hadWaited(key, input?.document?.recordTime)) return { part: this.part };
    const recordTime = input?.document?.recordTime ?? withdrawnAt(facts, index) ?? this.clock;
    // A withdrawal is told by its last fact: a day that began with it would begin in the middle.
    this.moveTo(Math.max(clockBehind(fact, facts, index), recordTime), !input?.withdrawal);
    const step: Step = { clock: this.clock, recordTime };
    if (input) step.record = replayRecord(key, input, recordTime);
    return { part: this.part, step };
  }

  private hadWaited(key: string, recordTime: number | undefined): boolean {
    const { unparked } = this;
    if (unparked?.key !== key) {
      this.unparked = undefined;
      return false;
    }
    if (recordTime !== undefined && recordTime !== unparked.recordTime) return false;
    this.unparked = undefined;
    return true;
  }

  private moveTo(clock: number, mayBegin: boolean): void {
    this.clock = Math.max(this.clock, clock);
    const part = partOf(this.clock, this.day);
    if (!this.begun && part !== 'before' && mayBegin) this.begun = true;
    this.part = this.begun || part === 'after' ? part : 'before';
  }
}

function partOf(clock: number, day: string): DayPart {
  const now = clock === 0 ? '' : beijingDay(clock);
  return now < day ? 'before' : now === day ? 'in' : 'after';
}

function isExpiry(fact: ParcelFact): boolean {
  return fact.fact === 'decided' && fact.clearance.outcome === 'EXPIRED';
}
