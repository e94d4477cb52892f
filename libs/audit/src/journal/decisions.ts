import type { Clearance } from '@sandan/domain';
import type { PagedFact } from '@sandan/pipeline';
import type { ScannedEntry } from './scan-lane';

/** A decision as it stands in the journal. */
export interface StoredDecision {
  text: string;
  link: string | undefined;
  /** Undefined when its text is no JSON any more. */
  clearance: Clearance | undefined;
  /** `clearanceId`, or as much of a name as can be made out. */
  name: string;
}

const CLEARANCE_ID = /"clearanceId":"([^"]+)"/;
const CLEARANCES_TOPIC = 'clearances.v1';

export function decisionsOf(facts: readonly PagedFact[]): StoredDecision[] {
  return facts.filter(({ lean }) => lean['clearance'] !== undefined).map(storedDecision);
}

export function storedDecision({ key, lean, link, clearance: bytes }: PagedFact): StoredDecision {
  const text = bytes?.toString('utf8') ?? '';
  const clearance = parsed(text);
  const ebpCode = typeof lean['ebpCode'] === 'string' ? lean['ebpCode'] : '?';
  const name = clearance?.clearanceId ?? CLEARANCE_ID.exec(text)?.[1] ?? `${ebpCode}:${key}`;
  return { text, link, clearance, name };
}

/** The copies of the decisions that were told, by `clearanceId`. */
export function toldDecisions({ outputs }: ScannedEntry): Map<string, string> {
  const told = new Map<string, string>();
  for (const { topic, value } of outputs) {
    if (topic !== CLEARANCES_TOPIC) continue;
    const text = value.toString('utf8');
    told.set(CLEARANCE_ID.exec(text)?.[1] ?? `unreadable ${told.size + 1}`, text);
  }
  return told;
}

function parsed(text: string): Clearance | undefined {
  try {
    return JSON.parse(text) as Clearance;
  } catch {
    return undefined;
  }
}
