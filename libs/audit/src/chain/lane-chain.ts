import { beijingDay } from '@sandan/domain';
import { type ChainHead, chainStart, type LaneRef, nextLink } from '@sandan/pipeline';
import type { EntryDecisions, StoredDecision } from '../journal/decisions';
import { placeOf, type ScannedEntry } from '../journal/scan-lane';
import { changedFields } from './changed-fields';

/** What is wrong with a chain, at one decision. */
export interface ChainBreak {
  /** `clearanceId`, or as much of it as can be made out. */
  decision: string;
  place: string;
  what: 'edited' | 'removed' | 'inserted' | 'unlinked';
  detail: string;
}

/** Where the chain of a lane stands at the end of a day. */
export type DayHeads = Map<string, ChainHead>;

/** Walks the chain of one lane, entry by entry. */
export class LaneChain {
  readonly days: DayHeads = new Map();
  decisions = 0;
  private head: ChainHead;
  /** False behind a gap: the link before the next decision is not known. */
  private known = true;
  private day = '';

  constructor(private readonly ref: LaneRef) {
    this.head = chainStart(ref);
  }

  /** An entry is missing or unreadable: what it held cannot be checked, what follows can. */
  gap(): void {
    this.known = false;
  }

  take(entry: ScannedEntry, { stored: decisions, told }: EntryDecisions): ChainBreak[] {
    const target = entry.head.chain;
    if (decisions.length === 0 && (!target || target.length === this.head.length)) return [];
    const expected = target && this.known ? target.length - this.head.length : undefined;
    const breaks = new EntryWalk(this.head.link, this.known, decisions, told, entry, expected).breaks();
    this.decisions += decisions.length;
    const before = target && !this.known ? target.length - decisions.length : this.head.length;
    for (const [index, { decidedAt, link }] of decisions.entries()) {
      if (decidedAt !== undefined) this.moveDay(decidedAt);
      // An entry may go on over midnight: the day before ends in the middle of it.
      if (link !== undefined) this.days.set(this.day, { length: before + index + 1, link });
    }
    this.head = target ?? { length: this.head.length + decisions.length, link: decisions.at(-1)?.link ?? '' };
    this.known = true;
    this.days.set(this.day, this.head);
    return breaks;
  }

  get end(): ChainHead {
    return this.head;
  }

  get name(): string {
    return `${this.ref.stage}/${this.ref.lane}`;
  }

  /** An expiry is dated by its deadline, which may lie a little back: a chain's days only go on. */
  private moveDay(decidedAt: string): void {
    const at = Date.parse(decidedAt);
    if (Number.isNaN(at)) return;
    const day = beijingDay(at);
    if (day > this.day) this.day = day;
  }
}

const PASSED_OVER = 'the chain passes over it';

/** The decisions of one entry against the link before them and the head behind them. */
class EntryWalk {
  private readonly found: ChainBreak[] = [];
  private readonly place: string;
  private rewritten = false;
  /** The decision before, and the link before that one. */
  private previous: { name: string; before: string } | undefined;

  constructor(
    private link: string,
    private known: boolean,
    private readonly decisions: readonly StoredDecision[],
    private readonly told: ReadonlyMap<string, string>,
    private readonly entry: ScannedEntry,
    /** Decisions that the head counts; undefined when it does not say. */
    private readonly expected: number | undefined,
  ) {
    this.place = placeOf(entry);
  }

  breaks(): ChainBreak[] {
    const absent = this.absentDecisions();
    this.decisions.forEach((decision, index) => this.step(decision, this.decisions[index + 1], absent));
    for (const name of absent) this.add(name, 'removed', 'it was told, and stands in the journal no more');
    if (this.found.length === 0) this.checkHead();
    return this.found;
  }

  /** Every link fits the one before it: then the head says whether the list is whole and its end the true one. */
  private checkHead(): void {
    const surplus = this.decisions.length - (this.expected ?? this.decisions.length);
    if (surplus < 0) this.add('?', 'removed', `the head counts ${-surplus} more`);
    if (surplus > 0) {
      const untold = this.decisions.filter(({ name }) => !this.told.has(name));
      for (const { name } of untold) this.add(name, 'inserted', 'it was never told, and the head does not count it');
    }
    const end = this.entry.head.chain?.link;
    if (this.found.length > 0 || end === undefined || end === this.link) return;
    this.add(this.decisions.at(-1)?.name ?? '?', 'edited', 'the head of the entry names another last link');
  }

  private step(decision: StoredDecision, next: StoredDecision | undefined, absent: string[]): void {
    const { link: before } = this;
    this.compare(decision, next, absent);
    this.previous = { name: decision.name, before };
  }

  private compare(decision: StoredDecision, next: StoredDecision | undefined, absent: string[]): void {
    const { link, text, name } = decision;
    const trusted = this.known;
    const before = this.link;
    this.known = true;
    this.link = link ?? nextLink(before, text);
    if (link === undefined && this.entry.head.chain) this.add(name, 'unlinked', 'no link stands behind it');
    const copy = this.told.get(name);
    const fits = link === undefined || !trusted || nextLink(before, text) === link;
    if (copy !== undefined && copy !== text) {
      const which = fits ? 'it and the copy that was told differ' : 'changed since it was told';
      this.add(name, 'edited', `${which}: ${changedFields(copy, text)}`);
      this.rewritten = fits;
      return;
    }
    // Whoever edits a decision and writes its link anew breaks the next one, which is as it was told.
    if (fits || this.rewritten || this.followsRemoved(before, decision, absent)) {
      this.rewritten = false;
      return;
    }
    if (this.previous && nextLink(this.previous.before, text) === link) {
      this.add(this.previous.name, 'inserted', PASSED_OVER);
    } else if (next?.link !== undefined && nextLink(before, next.text) === next.link) {
      this.link = before;
      this.add(name, 'inserted', PASSED_OVER);
    } else this.add(name, 'edited', 'its link is not the hash of what stands there');
  }

  /** Its link fits once a decision that was told, and stands here no more, is put back before it. */
  private followsRemoved(before: string, { text, link }: StoredDecision, absent: string[]): boolean {
    let joined = before;
    for (const name of absent) {
      joined = nextLink(joined, this.told.get(name)!);
      if (nextLink(joined, text) === link) return true;
    }
    return false;
  }

  /** Decisions that were told in this entry and are not among its facts. */
  private absentDecisions(): string[] {
    if (this.expected === undefined || this.expected <= this.decisions.length) return [];
    const present = new Set(this.decisions.map(({ name }) => name));
    return [...this.told.keys()].filter((name) => !present.has(name));
  }

  private add(decision: string, what: ChainBreak['what'], detail: string): void {
    this.found.push({ decision, place: this.place, what, detail });
  }
}
