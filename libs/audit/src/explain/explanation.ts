import type { Awaited, Clearance, RuleFinding, Tax } from '@sandan/domain';

/** One thing that happened to a parcel, as staff may read it: personal data masked. */
export interface StoryEvent {
  /** ISO, business time. */
  at: string;
  kind: 'document' | 'decision' | 'ledger' | 'receipt' | 'notice';
  title: string;
  /** Named values that say more. */
  details: [name: string, value: string][];
}

/** Why one revision was decided as it was. */
export interface ExplainedDecision {
  clearanceId: string;
  revision: number;
  outcome: Clearance['outcome'];
  decidedAt: string;
  ruleSet: string;
  /** Every rule in order; empty for a revision that no rules decided (an expiry, an officer, a cancellation). */
  rules: RuleFinding[];
  /** The random selection for inspection, held against its rate; absent when it was not asked. */
  draw?: { draw: string; rate: string; inspector?: string };
  tax?: Tax;
}

/** Everything known of one parcel: what it is now, why, what it waits for, and how it came to it. */
export interface Explanation {
  parcelId: string;
  orderNo: string;
  ebpCode: string;
  platformName?: string;
  /** Where it stands: OPEN, DECIDING, EMPTY or its last outcome. */
  status: string;
  /** In one or a few sentences. */
  summary: string;
  awaits: Awaited[];
  decisions: ExplainedDecision[];
  timeline: StoryEvent[];
}
