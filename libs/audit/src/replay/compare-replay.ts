import { type Clearance, decimal, formatMoney } from '@sandan/domain';
import { differences } from '../chain/changed-fields';

/** A parcel whose fate is another under the rules it was run through. */
export interface FateChange {
  parcelId: string;
  ebpCode: string;
  /** Undefined: no decision of the day. */
  before: Fate | undefined;
  after: Fate | undefined;
}

export interface Fate {
  outcome: Clearance['outcome'];
  reasons: string[];
  /** Tax in all, CNY. */
  tax: string;
}

/** A decision that is not what it was, by the same rules. */
export interface DecisionDifference {
  clearanceId: string;
  /** Where the two differ, "field before → after". */
  what: string[];
}

interface Pair {
  recorded?: { clearance: Clearance; text: string };
  replayed?: { clearance: Clearance; text: string };
}

const DIFFERENCES_KEPT = 1000;
/** Numbers given in turn, and what other parcels of a buyer had used before. */
const ORDERED = /^(?:invtNo|quota\.used(?:Before|After)) /;

/** Pairs the decisions of a day with those of its replay; what agrees is let go of at once. */
export class ReplayComparison {
  recorded = 0;
  replayed = 0;
  /** Decisions that agree in everything. */
  same = 0;
  private readonly open = new Map<string, Pair>();
  /** Last pair of each parcel of which any revision differs. */
  private readonly parcels = new Map<string, Pair>();
  private readonly found: DecisionDifference[] = [];

  /**
   * `isDraft`: other rules are expected to decide otherwise, so only fates are compared. `sideBySide`: the lanes that
   * decided worked side by side, so what hangs on the order over all of them is not compared.
   */
  constructor(
    private readonly isDraft: boolean,
    private readonly sideBySide = false,
  ) {}

  addRecorded(clearance: Clearance, text: string): void {
    this.recorded++;
    this.add(clearance, { recorded: { clearance, text } });
  }

  addReplayed(clearance: Clearance, text: string): void {
    this.replayed++;
    this.add(clearance, { replayed: { clearance, text } });
  }

  /** Decisions that differ, in the order of the day; those that only one side has come last. */
  differences(): DecisionDifference[] {
    const lonely = [...this.open].map(([clearanceId, { recorded }]) => ({
      clearanceId,
      what: [recorded ? 'it is not decided again' : 'it was not decided on that day'],
    }));
    return [...this.found, ...lonely].slice(0, DIFFERENCES_KEPT);
  }

  /** How many differ. */
  get different(): number {
    return Math.max(this.recorded, this.replayed) - this.same;
  }

  fateChanges(): FateChange[] {
    for (const pair of this.open.values()) this.settle(pair);
    this.open.clear();
    return [...this.parcels].flatMap(([parcelId, { recorded, replayed }]) => {
      const [before, after] = [recorded, replayed].map((side) => side && fateOf(side.clearance));
      if (JSON.stringify(before) === JSON.stringify(after)) return [];
      const { ebpCode } = (recorded ?? replayed)!.clearance;
      return [{ parcelId, ebpCode, before, after }];
    });
  }

  private add({ clearanceId }: Clearance, side: Pair): void {
    const pair = { ...this.open.get(clearanceId), ...side };
    if (!pair.recorded || !pair.replayed) {
      this.open.set(clearanceId, pair);
      return;
    }
    this.open.delete(clearanceId);
    const found = this.isDraft ? [] : changed(pair.recorded.text, pair.replayed.text);
    const what = this.sideBySide ? found.filter((place) => !ORDERED.test(place)) : found;
    const same = this.isDraft ? sameFate(pair) : what.length === 0;
    if (same) this.same++;
    else if (this.found.length < DIFFERENCES_KEPT) this.found.push({ clearanceId, what });
    this.settle(pair, same);
  }

  /** The last revision of the day is the parcel's fate. */
  private settle(pair: Pair, same = false): void {
    const { parcelId } = (pair.recorded ?? pair.replayed)!.clearance;
    const known = this.parcels.get(parcelId);
    if (!known && same) return;
    this.parcels.set(parcelId, { ...later(known, pair, 'recorded'), ...later(known, pair, 'replayed') });
  }
}

function later(known: Pair | undefined, pair: Pair, side: 'recorded' | 'replayed'): Pair {
  const [one, other] = [known?.[side], pair[side]];
  const last = one && other ? (other.clearance.revision > one.clearance.revision ? other : one) : (other ?? one);
  return last ? { [side]: last } : {};
}

function changed(before: string, after: string): string[] {
  return before === after ? [] : differences('', JSON.parse(before), JSON.parse(after));
}

function sameFate({ recorded, replayed }: Pair): boolean {
  return JSON.stringify(fateOf(recorded!.clearance)) === JSON.stringify(fateOf(replayed!.clearance));
}

function fateOf({ outcome, reasons, tax }: Clearance): Fate {
  return { outcome, reasons: [...new Set(reasons.map(({ reason }) => reason))], tax: tax?.total ?? '0.00' };
}

/** What changes of fate come to. */
export interface FateSums {
  parcels: number;
  /** "RELEASED → REFUSED" -> parcels. */
  outcomes: Record<string, number>;
  /** Parcels that fail a rule now, or pass one that they failed. */
  reasons: Record<string, { fail: number; pass: number }>;
  platforms: Record<string, number>;
  /** Tax of these parcels before and after, CNY. */
  tax: { before: string; after: string; difference: string };
}

export function sumFates(changes: readonly FateChange[]): FateSums {
  const outcomes: Record<string, number> = {};
  const platforms: Record<string, number> = {};
  const reasons: FateSums['reasons'] = {};
  let [before, after] = [0n, 0n];
  for (const change of changes) {
    count(outcomes, `${change.before?.outcome ?? 'undecided'} → ${change.after?.outcome ?? 'undecided'}`);
    count(platforms, change.ebpCode);
    const [failed, fails] = [change.before?.reasons ?? [], change.after?.reasons ?? []];
    for (const reason of fails) if (!failed.includes(reason)) (reasons[reason] ??= { fail: 0, pass: 0 }).fail++;
    for (const reason of failed) if (!fails.includes(reason)) (reasons[reason] ??= { fail: 0, pass: 0 }).pass++;
    before += decimal(change.before?.tax);
    after += decimal(change.after?.tax);
  }
  const tax = { before: formatMoney(before), after: formatMoney(after), difference: formatMoney(after - before) };
  return { parcels: changes.length, outcomes, reasons, platforms, tax };
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
