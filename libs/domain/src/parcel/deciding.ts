import type { Judgement } from '../clear/judge';

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
  agentCode?: string;
  assureCode?: string;
}
