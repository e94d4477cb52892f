import type { InboundRecord } from '../ports/records';
import type { Flush } from './flush';
import type { Lane } from './lane';

/**
 * The next batch of one lane on its way to the decider. Whoever routes it (a handler of Nest, or nobody) calls `decide`;
 * the worker then asks for the outcome. Result and error stay in here, because a router may wrap what it carries.
 */
export class LaneBatch {
  private decided: Promise<Flush> | undefined;

  constructor(
    readonly stage: string,
    readonly laneNumber: number,
    readonly records: readonly InboundRecord[],
    private readonly lane: Lane,
    /** Moves the business clock of an idle lane, ms. */
    private readonly until?: number,
  ) {}

  /** Decides the records in order; a second call changes nothing. */
  async decide(): Promise<void> {
    this.decided ??= this.lane.decide(this.records, this.until);
    await this.decided;
  }

  /** True once somebody began to decide it. */
  get taken(): boolean {
    return this.decided !== undefined;
  }

  /** What was decided. Throws the decider's own error, or when no handler took the batch. */
  outcome(): Promise<Flush> {
    if (!this.decided) throw new Error(`no handler decided a batch of ${this.stage}/${this.laneNumber}`);
    return this.decided;
  }
}

/** Brings a batch to its decider. */
export type RouteBatch = (batch: LaneBatch) => Promise<void>;
