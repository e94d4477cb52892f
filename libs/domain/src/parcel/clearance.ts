import type { Inspection } from '../clear/inspection-draw';
import type { Tax } from '../clear/parcel-tax';
import type { Reason } from '../reasons';

export type Outcome =
  | 'RELEASED'
  | 'REFUSED'
  | 'INSPECTION'
  | 'MANUAL_REVIEW'
  | 'EXPIRED'
  | 'CANCELLED'
  | 'RETURNED'
  | 'DETAINED'
  | 'CLOSED';

/** `returnStatus` of the inventory by outcome (contract 9). */
export const RETURN_STATUS: Record<Outcome, string> = {
  RELEASED: '800',
  REFUSED: '100',
  EXPIRED: '100',
  INSPECTION: '500',
  MANUAL_REVIEW: '300',
  CANCELLED: '399',
  RETURNED: '700',
  DETAINED: '599',
  CLOSED: '899',
};

/** Outcomes of a decision with which quota and stock are counted for the parcel. */
export function isAdmitted(outcome: Outcome): boolean {
  return outcome === 'RELEASED' || outcome === 'INSPECTION' || outcome === 'MANUAL_REVIEW';
}

/** A buyer's calendar year before and after a parcel, CNY. */
export interface QuotaUse {
  year: number;
  limit: string;
  usedBefore: string;
  usedAfter: string;
}

/** The decision on one bundle (contract 9); fields that do not apply are absent. */
export interface Clearance {
  clearanceId: string;
  parcelId: string;
  revision: number;
  outcome: Outcome;
  returnStatus: string;
  orderNo: string;
  ebpCode: string;
  ebcCode?: string | undefined;
  payCode?: string | undefined;
  payTransactionId?: string | undefined;
  logisticsCode?: string | undefined;
  logisticsNo?: string | undefined;
  customsCode?: string | undefined;
  emsNo?: string | undefined;
  areaCode?: string | undefined;
  invtNo?: string | undefined;
  reasons: Reason[];
  warnings: Reason[];
  tax?: Tax | undefined;
  quota?: QuotaUse | undefined;
  missing?: string[] | undefined;
  inspection?: Inspection | undefined;
  /** ISO time of the business clock. */
  decidedAt: string;
  ruleSet: string;
}
