import type { PagedFact } from '@sandan/pipeline';
import type { ScannedEntry } from './scan-lane';

/** A decision as it stands in the journal. */
export interface StoredDecision {
  text: string;
  link: string | undefined;
  /** `clearanceId`, or as much of a name as can be made out. */
  name: string;
  /** ISO time; undefined when it cannot be made out. */
  decidedAt: string | undefined;
}

/** The decisions of one entry, and the copies that were told, by `clearanceId`. */
export interface EntryDecisions {
  stored: StoredDecision[];
  told: ReadonlyMap<string, string>;
}

const CLEARANCES_TOPIC = 'clearances.v1';
/** The first field of a decision, and one of its last: a walk over millions does not read the rest. */
const CLEARANCE_ID = /"clearanceId":"([^"]+)"/;
const DECIDED_AT = '"decidedAt":"';
const ISO_LENGTH = 24;

export function decisionsOf(entry: ScannedEntry): EntryDecisions {
  const stored = entry.facts.filter(({ lean }) => lean['clearance'] !== undefined).map(storedDecision);
  return { stored, told: toldDecisions(entry) };
}

function storedDecision({ key, lean, link, clearance: bytes }: PagedFact): StoredDecision {
  const text = bytes?.toString('utf8') ?? '';
  const ebpCode = typeof lean['ebpCode'] === 'string' ? lean['ebpCode'] : '?';
  const at = text.lastIndexOf(DECIDED_AT);
  const decidedAt = at < 0 ? undefined : text.slice(at + DECIDED_AT.length, at + DECIDED_AT.length + ISO_LENGTH);
  return { text, link, decidedAt, name: CLEARANCE_ID.exec(text)?.[1] ?? `${ebpCode}:${key}` };
}

function toldDecisions({ outputs }: ScannedEntry): Map<string, string> {
  const told = new Map<string, string>();
  for (const { topic, value } of outputs) {
    if (topic !== CLEARANCES_TOPIC) continue;
    const text = value.toString('utf8');
    told.set(CLEARANCE_ID.exec(text)?.[1] ?? `unreadable ${told.size + 1}`, text);
  }
  return told;
}
