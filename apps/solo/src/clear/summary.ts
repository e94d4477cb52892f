import { BETWEEN_STAGES } from '@sandan/contracts';
import type { Clearance, Receipt } from '@sandan/domain';
import type { FlushReport } from '@sandan/pipeline';

type Counts = Record<string, number>;

/** What `summary.json` holds (contract 12). */
export interface Summary {
  /** Records by topic. */
  documents: Counts;
  /** Receipts by returnStatus. */
  receipts: Counts;
  outcomes: Counts;
  reasons: Counts;
  /** Dead letters by reason. */
  deadLetters: Counts;
  /** Parcels that wait for a document. */
  waiting: number;
  parcels: number;
}

export class SummaryCounter {
  private readonly summary: Summary = {
    documents: {},
    receipts: {},
    outcomes: {},
    reasons: {},
    deadLetters: {},
    waiting: 0,
    parcels: 0,
  };

  add(report: Pick<FlushReport, 'topics' | 'deadLetters' | 'outward' | 'facts'>): void {
    const { documents, receipts, outcomes, reasons, deadLetters } = this.summary;
    for (const [topic, records] of report.topics) if (!BETWEEN_STAGES.has(topic)) count(documents, topic, records);
    for (const { reason } of report.deadLetters) count(deadLetters, reason);
    for (const { topic, value } of report.outward) {
      if (topic === 'receipts.v1') count(receipts, (value as Receipt).returnStatus);
      if (topic !== 'clearances.v1') continue;
      const clearance = value as Clearance;
      count(outcomes, clearance.outcome);
      for (const { reason } of clearance.reasons) count(reasons, reason);
    }
    for (const entry of report.facts) if ((entry[2] as { first?: true }).first) this.summary.parcels++;
  }

  get parcels(): number {
    return this.summary.parcels;
  }

  brokenLine(reason: string): void {
    count(this.summary.deadLetters, reason);
  }

  total(waiting: number): Summary {
    const { documents, receipts, outcomes, reasons, deadLetters, parcels } = this.summary;
    return {
      documents: sorted(documents),
      receipts: sorted(receipts),
      outcomes: sorted(outcomes),
      reasons: sorted(reasons),
      deadLetters: sorted(deadLetters),
      waiting,
      parcels,
    };
  }
}

/** The summaries of several threads as one. */
export function addUp(parts: readonly Summary[]): Summary {
  const counts = (name: 'documents' | 'receipts' | 'outcomes' | 'reasons' | 'deadLetters'): Counts => {
    const total: Counts = {};
    for (const part of parts) for (const [key, by] of Object.entries(part[name])) count(total, key, by);
    return sorted(total);
  };
  return {
    documents: counts('documents'),
    receipts: counts('receipts'),
    outcomes: counts('outcomes'),
    reasons: counts('reasons'),
    deadLetters: counts('deadLetters'),
    waiting: parts.reduce((sum, { waiting }) => sum + waiting, 0),
    parcels: parts.reduce((sum, { parcels }) => sum + parcels, 0),
  };
}

function count(counts: Counts, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}

function sorted(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
