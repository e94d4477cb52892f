import { isDeepStrictEqual } from 'node:util';
import { type AnyStage, parcelStage, quotaStage, releaseStage, stockStage } from '@sandan/domain';
import { chainStart, decisionOf, type JournalHead, joinKey, nextLink, splitKey, unpackState } from '@sandan/pipeline';
import type { ReadEntry, ReadLane } from '../journals';

const STAGES: Readonly<Record<string, AnyStage>> = {
  parcel: parcelStage,
  quota: quotaStage,
  stock: stockStage,
  release: releaseStage,
};

/** Entries follow one another, and nothing that a head counts ever goes back. */
export function headProblems({ ref, entries }: ReadLane): string[] {
  const name = `${ref.stage}/${ref.lane}`;
  return entries.flatMap((entry, index) => {
    const before = entries[index - 1]?.head;
    return [
      ...(entry.seq === index + 1 ? [] : [`${name}: entry ${entry.seq} stands at place ${index + 1}`]),
      ...(before ? wentBack(before, entry.head).map((what) => `${name} ${entry.seq}: ${what} went back`) : []),
    ];
  });
}

function wentBack(before: JournalHead, after: JournalHead): string[] {
  const names: string[] = [];
  if (after.clock < before.clock) names.push('the clock');
  for (const [topic, offset] of Object.entries(before.offsets)) {
    if ((after.offsets[topic] ?? 0n) < offset) names.push(`the offset of ${topic}`);
  }
  for (const [series, last] of Object.entries(before.serials)) {
    if ((after.serials[series] ?? 0) < last) names.push(`series ${series}`);
  }
  for (const [sender, [seq, index]] of Object.entries(before.marks)) {
    const [newSeq, newIndex] = after.marks[sender] ?? [0, 0];
    if (newSeq < seq || (newSeq === seq && newIndex < index)) names.push(`the mark of ${sender}`);
  }
  return names;
}

/** Every decision hangs on the one before it, and each head names the last. */
export function chainProblems({ ref, entries }: ReadLane): string[] {
  const name = `${ref.stage}/${ref.lane}`;
  let { length, link } = chainStart(ref);
  return entries.flatMap(({ seq, head, facts }) => {
    const problems: string[] = [];
    for (const [, , fact, kept] of facts) {
      const decision = decisionOf(fact);
      if (!decision) continue;
      link = nextLink(link, JSON.stringify(decision));
      length += 1;
      if (kept !== link) problems.push(`${name} ${seq}: a decision is not linked to the one before it`);
    }
    if ((head.chain?.length ?? 0) !== length) problems.push(`${name} ${seq}: the chain has another length`);
    if (length > 0 && head.chain?.link !== link) problems.push(`${name} ${seq}: the head names another decision`);
    return problems;
  });
}

/** States folded from the facts, by `stage/key`. */
export type Folded = ReadonlyMap<string, object>;

/** Folds a lane; a saved state must be the fold up to its own entry. */
export function foldLane({ ref, entries, rows }: ReadLane): { states: Folded; problems: string[] } {
  const states = new Map<string, object>();
  const saved = new Map(rows.map((row) => [row.key, row]));
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const entry of entries) {
    for (const key of foldEntry(states, entry)) {
      const row = saved.get(key);
      if (row?.seq !== entry.seq) continue;
      seen.add(key);
      const kept = unpackState(STAGES[splitKey(key).stage]!, row.state);
      if (!isDeepStrictEqual(plain(kept), plain(states.get(key)!))) {
        problems.push(`${ref.stage}/${ref.lane}: the saved state of ${key} is not the fold up to ${row.seq}`);
      }
    }
  }
  for (const key of saved.keys()) if (!seen.has(key)) problems.push(`no entry made the saved state of ${key}`);
  return { states, problems };
}

function foldEntry(states: Map<string, object>, { facts }: ReadEntry): Set<string> {
  const changed = new Set<string>();
  for (const [stageName, stateKey, fact] of facts) {
    const key = joinKey(stageName, stateKey);
    const stage = STAGES[stageName]!;
    const before = states.get(key) ?? (stage.initial(stateKey) as object);
    states.set(key, stage.evolve(before, fact) as object);
    changed.add(key);
  }
  return changed;
}

function plain(state: object): unknown {
  return JSON.parse(JSON.stringify(state));
}
