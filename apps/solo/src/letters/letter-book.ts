import type { DeadLetter, LetterSource } from './dead-letter';
import type { LetterAction, LetterDeed } from './letter-action';

export type LetterState = 'open' | LetterDeed;

/** A dead letter without its bytes: thousands of them fit into memory. */
export interface LetterEntry {
  id: string;
  source?: LetterSource;
  reason: string;
  detail?: string;
  at: number;
  bytes: number;
  state: LetterState;
  /** What was done about it, in order. */
  actions: LetterAction[];
}

export interface LetterFilter {
  reason?: string;
  /** Topic that the record came by. */
  topic?: string;
  /** Put aside at or after; before. ms of business time. */
  since?: number;
  until?: number;
  state?: LetterState;
}

export interface LetterGroup {
  reason: string;
  topic: string;
  letters: number;
  open: number;
  redriven: number;
  discarded: number;
  /** Business time of the earliest and of the latest, ms. */
  first: number;
  last: number;
}

/** Every dead letter of a port once, in the order in which they are found, with what was done about it. */
export class LetterBook {
  private readonly entries = new Map<string, LetterEntry>();

  /** A letter that was told again is the same letter. */
  letter({ id, source, reason, detail, at, value }: DeadLetter): void {
    if (this.entries.has(id)) return;
    this.entries.set(id, {
      id,
      ...(source && { source }),
      reason,
      ...(detail !== undefined && { detail }),
      at,
      bytes: value.byteLength,
      state: 'open',
      actions: [],
    });
  }

  /** After all letters were found: an action on one that its topic keeps no longer is left aside. */
  action(action: LetterAction): void {
    const entry = this.entries.get(action.id);
    if (!entry) return;
    entry.actions.push(action);
    entry.state = action.deed;
  }

  get(id: string): LetterEntry | undefined {
    return this.entries.get(id);
  }

  /** Oldest first. */
  select({ reason, topic, since = -Infinity, until = Infinity, state }: LetterFilter): LetterEntry[] {
    return [...this.entries.values()]
      .filter((entry) => reason === undefined || entry.reason === reason)
      .filter((entry) => topic === undefined || entry.source?.topic === topic)
      .filter((entry) => state === undefined || (state === 'open' ? isOpen(entry) : entry.state === state))
      .filter(({ at }) => at >= since && at < until)
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }
}

/** Still somebody's work: what was perhaps sent again and perhaps not is open, too. */
export function isOpen({ state }: Pick<LetterEntry, 'state'>): boolean {
  return state === 'open' || state === 'redriving';
}

/** By reason and topic, the largest first. */
export function letterGroups(entries: readonly LetterEntry[]): LetterGroup[] {
  const groups = new Map<string, LetterGroup>();
  for (const entry of entries) {
    const { reason, at, state } = entry;
    const topic = entry.source?.topic ?? '–';
    const id = `${reason} ${topic}`;
    const empty = { reason, topic, letters: 0, open: 0, redriven: 0, discarded: 0, first: at, last: at };
    const group = groups.get(id) ?? empty;
    group.letters += 1;
    group[state === 'redriving' ? 'open' : state] += 1;
    group.first = Math.min(group.first, at);
    group.last = Math.max(group.last, at);
    groups.set(id, group);
  }
  return [...groups.values()].sort((a, b) => b.letters - a.letters || (a.reason < b.reason ? -1 : 1));
}
