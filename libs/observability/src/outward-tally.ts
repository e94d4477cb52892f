import type { Clearance, OutwardRecord, Receipt } from '@sandan/domain';

/** How often each of the names came. */
export type Tally = ReadonlyMap<string, number>;

/**
 * What a flush told partners, counted in one pass: a counter is told once for each of its labels, because telling it once for
 * each record would cost more than all else here.
 */
export class OutwardTally {
  private readonly outcomeCounts = new Map<string, number>();
  private readonly reasonCounts = new Map<string, number>();
  private readonly warningCounts = new Map<string, number>();
  private readonly receiptCounts = new Map<string, Map<string, number>>();

  constructor(outward: readonly OutwardRecord[]) {
    for (const { topic, value } of outward) {
      if (topic === 'receipts.v1') this.addReceipt(value as Receipt);
      else if (topic === 'clearances.v1') this.addClearance(value as Clearance);
    }
  }

  get outcomes(): Tally {
    return this.outcomeCounts;
  }

  get reasons(): Tally {
    return this.reasonCounts;
  }

  get warnings(): Tally {
    return this.warningCounts;
  }

  /** By the kind of the document, its return statuses. */
  get receipts(): ReadonlyMap<string, Tally> {
    return this.receiptCounts;
  }

  private addClearance({ outcome, reasons, warnings }: Clearance): void {
    count(this.outcomeCounts, outcome);
    for (const { reason } of reasons) count(this.reasonCounts, reason);
    for (const { reason } of warnings) count(this.warningCounts, reason);
  }

  private addReceipt({ documentType, returnStatus }: Receipt): void {
    let statuses = this.receiptCounts.get(documentType);
    if (!statuses) this.receiptCounts.set(documentType, (statuses = new Map()));
    count(statuses, returnStatus);
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
