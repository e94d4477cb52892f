import type { Clearance, ParcelFact } from '@sandan/domain';
import type { PagedFact } from '@sandan/pipeline';
import { clockOf } from './stored-inputs';

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
/** Facts from an input to its decision, at most. */
const DECISION_WITHIN = 4;

/**
 * The clock at which an input was taken, as far as its own decision (the facts behind it under the same number) tells;
 * ms, 0 where nothing does.
 */
export function clockBehind(fact: ParcelFact, facts: readonly PagedFact[], index: number): number {
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

/** The time of a withdrawal's record, as far as it moved anything: it opened the parcel again, or completed a bundle. */
export function withdrawnAt(facts: readonly PagedFact[], index: number): number | undefined {
  const opened = openedBefore(facts, index);
  if (opened !== undefined) return opened;
  const deciding = facts.slice(index + 1, index + DECISION_WITHIN).find(({ lean }) => lean['fact'] === 'deciding');
  if (deciding?.key !== facts[index]!.key) return undefined;
  return (deciding.lean['deciding'] as { recordTime: number }).recordTime;
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

function decidedAt({ clearance }: PagedFact): number {
  const { decidedAt: at, outcome } = JSON.parse(clearance!.toString('utf8')) as Clearance;
  // An expiry has its own time, which says nothing of the input before it.
  return outcome === 'EXPIRED' ? 0 : Date.parse(at);
}
