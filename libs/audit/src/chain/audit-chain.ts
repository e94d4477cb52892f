import { createHash } from 'node:crypto';
import type { LaneStore } from '@sandan/pipeline';
import { decisionsOf } from '../journal/decisions';
import { type JournalFault, scanLane } from '../journal/scan-lane';
import { type ChainBreak, LaneChain } from './lane-chain';

/** One day of a chain; `root` covers every decision up to its end and can be published. */
export interface ChainDay {
  /** "2026-11-11", Beijing. */
  day: string;
  /** Decisions of the day, and of all days so far. */
  decisions: number;
  total: number;
  root: string;
}

export interface ChainReport {
  decisions: number;
  days: ChainDay[];
  breaks: ChainBreak[];
  /** Entries or pages that cannot be read. */
  faults: JournalFault[];
}

/** Walks the chain of every lane of a store, live or stopped. `onProgress` hears the entries read so far. */
export async function auditChain(store: LaneStore, onProgress?: (entries: number) => void): Promise<ChainReport> {
  const chains: LaneChain[] = [];
  const breaks: ChainBreak[] = [];
  const faults: JournalFault[] = [];
  let entries = 0;
  for (const lane of await store.lanes()) {
    const chain = new LaneChain(lane);
    chains.push(chain);
    for await (const scanned of scanLane(store, lane, await store.lastSeq(lane))) {
      if ('fault' in scanned) {
        faults.push(scanned.fault);
        if (scanned.fault.what.startsWith('the entry')) chain.gap();
        continue;
      }
      breaks.push(...chain.take(scanned.entry, decisionsOf(scanned.entry)));
      onProgress?.(++entries);
    }
  }
  const decisions = chains.reduce((sum, chain) => sum + chain.decisions, 0);
  return { decisions, days: chainDays(chains), breaks, faults };
}

/**
 * Root of a day = SHA-256 over one line `stage/lane length link` for each lane that has a decision by then, in the order
 * of their names. A root that was published holds every decision up to that day fixed.
 */
export function chainDays(chains: readonly Pick<LaneChain, 'name' | 'days'>[]): ChainDay[] {
  const days = [...new Set(chains.flatMap((chain) => [...chain.days.keys()]))].filter((day) => day !== '').sort();
  let before = 0;
  return days.map((day) => {
    const heads = chains.flatMap(({ name, days: known }) => {
      const upTo = [...known.keys()].filter((other) => other <= day).sort();
      const head = known.get(upTo.at(-1) ?? '');
      return head ? [{ name, ...head }] : [];
    });
    heads.sort((a, b) => (a.name < b.name ? -1 : 1));
    const lines = heads.map(({ name, length, link }) => `${name} ${length} ${link}\n`);
    const total = heads.reduce((sum, { length }) => sum + length, 0);
    const decisions = total - before;
    before = total;
    return { day, decisions, total, root: createHash('sha256').update(lines.join('')).digest('hex') };
  });
}

/** Days whose root is not the one that was published; a day that is gone counts too. */
export function rootBreaks(days: readonly ChainDay[], published: readonly Pick<ChainDay, 'day' | 'root'>[]): string[] {
  const known = new Map(days.map(({ day, root }) => [day, root]));
  return published.flatMap(({ day, root }) => {
    const now = known.get(day);
    if (now === root) return [];
    return [now === undefined ? `${day}: published, and no decision of it is here` : `${day}: published ${root}`];
  });
}
