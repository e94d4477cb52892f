import type { Clearance, OutwardRecord, Receipt } from '@sandan/domain';

/**
 * What a flush told partners, counted in one pass: a counter is told once for each of its labels, because telling it once for
 * each record would cost more than all else here.
 */
export class OutwardTally {
  readonly outcomes = new Map<string, number>();
  readonly reasons = new Map<string, number>();
  readonly warnings = new Map<string, number>();
  /** By the kind of the document, its return statuses. */
  readonly receipts = new Map<string, Map<string, number>>();

  constructor(outward: readonly OutwardRecord[]) {
    for (const { topic, value } of outward) {
      if (topic === 'receipts.v1') this.addReceipt(value as Receipt);
      else if (topic === 'clearances.v1') this.addClearance(value as Clearance);
    }
  }

  private addClearance({ outcome, reasons, warnings }: Clearance): void {
    count(this.outcomes, outcome);
    for (const { reason } of reasons) count(this.reasons, reason);
    for (const { reason } of warnings) count(this.warnings, reason);
  }

  private addReceipt({ documentType, returnStatus }: Receipt): void {
    let statuses = this.receipts.get(documentType);
    if (!statuses) this.receipts.set(documentType, (statuses = new Map()));
    count(statuses, returnStatus);
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
