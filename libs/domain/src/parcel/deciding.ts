import type { Bundle } from '../bundle/bundle';
import type { Judgement } from '../clear/judge';
import { Existing } from '../existing';

/** What is kept of a decision while quota and stock are asked; all of it plain values. */
export interface Deciding {
  revision: number;
  /** Business clock at which the bundle was complete, ms: the decision's `decidedAt`. */
  at: number;
  /** Timestamp of the record that completed it, ms: gives the decision's day and year. */
  recordTime: number;
  judgement: Judgement;
  /** Keyed hash of the buyer's ID number. */
  buyerKey: string;
  year: number;
  emsNo: string;
  /** Who declares, and who stands for the taxes; absent where the inventory names none. */
  agentCode?: string | undefined;
  assureCode?: string | undefined;
}

/** The bundle it was judged on, kept with it since the answer mostly comes at once; neither JSON nor a copy carries it. */
export class JudgedDeciding extends Existing {
  readonly #bundle: Bundle;

  private constructor(deciding: Deciding, bundle: Bundle) {
    super(deciding);
    this.#bundle = bundle;
  }

  /** Remembers the bundle with `deciding` itself. */
  static of(deciding: Deciding, bundle: Bundle): Deciding {
    new JudgedDeciding(deciding, bundle);
    return deciding;
  }

  static bundleOf(deciding: Deciding): Bundle | undefined {
    return #bundle in deciding ? deciding.#bundle : undefined;
  }
}
