import { type IntendedParcel, intendedOutcome } from '../../../../seeds/day';

export interface WatchedClearance {
  orderNo: string;
  revision: number;
  outcome: string;
}

/**
 * Counts from inputs against outputs: which parcels were sent and meant to be decided, which were, and how often. It also
 * knows when the last document of a number was due, from which a latency counts: not from when it was sent, so that a
 * generator that falls behind does not make the engine look faster than it is.
 */
export class ParcelWatch {
  private readonly places = new Map<string, number>();
  private readonly dueAt: number[] = [];
  private readonly meant: boolean[] = [];
  private readonly lastRevision: number[] = [];
  private readonly outcomeCounts = new Map<string, number>();
  private decidedCount = 0;
  private doubledCount = 0;
  private strangers = 0;

  /** Before the first document of the parcel. */
  expect({ orderNo, fault }: IntendedParcel): void {
    this.places.set(orderNo, this.meant.length);
    this.meant.push(intendedOutcome(fault) !== 'WAITING');
    this.dueAt.push(Number.NaN);
    this.lastRevision.push(0);
  }

  /** `at`: of `performance.now()`. */
  due(orderNo: string, at: number): void {
    const place = this.places.get(orderNo);
    if (place !== undefined) this.dueAt[place] = at;
  }

  /** Ms since the last document was due; undefined for what no document brought about (an expiry, a repetition). */
  decided({ orderNo, revision, outcome }: WatchedClearance, at: number): number | undefined {
    const place = this.places.get(orderNo);
    if (place === undefined) {
      this.strangers++;
      return undefined;
    }
    const last = this.lastRevision[place]!;
    if (revision <= last) {
      this.doubledCount++;
      return undefined;
    }
    if (last === 0) this.decidedCount++;
    this.lastRevision[place] = revision;
    this.outcomeCounts.set(outcome, (this.outcomeCounts.get(outcome) ?? 0) + 1);
    return outcome === 'EXPIRED' ? undefined : Math.max(0, at - this.dueAt[place]!);
  }

  /** Parcels with at least one decision. */
  get decidedParcels(): number {
    return this.decidedCount;
  }

  get expectedParcels(): number {
    return this.meant.reduce((sum, meant) => sum + Number(meant), 0);
  }

  /** Parcels that were meant to be decided and are not. */
  lost(): number {
    return this.meant.reduce((sum, meant, place) => sum + Number(meant && this.lastRevision[place] === 0), 0);
  }

  /** Decisions that were told twice, or that belong to no parcel of the day. */
  get doubled(): number {
    return this.doubledCount + this.strangers;
  }

  outcomes(): Record<string, number> {
    return Object.fromEntries([...this.outcomeCounts].sort());
  }
}
