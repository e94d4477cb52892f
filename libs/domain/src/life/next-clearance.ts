import type { Inspection } from '../clear/inspection-draw';
import type { Tax } from '../clear/parcel-tax';
import { joined } from '../identity/joined';
import { type Clearance, type Outcome, type QuotaUse, RETURN_STATUS } from '../parcel/clearance';
import type { Parcel } from '../parcel/parcel-group';
import type { ParcelContext } from '../parcel/story';
import type { Reason } from '../reasons';
import { isoTime } from '../time';

/** What of a revision is not as it was in the one before. */
export interface Revision {
  outcome: Outcome;
  /** Left out: by the outcome. */
  returnStatus?: string;
  /** Left out: none. */
  reasons?: Reason[];
  tax?: Tax | undefined;
  quota?: QuotaUse | undefined;
  inspection?: Inspection;
}

/** The next revision of a decided parcel (contract 13): its keys, number and warnings stay. */
export function nextClearance(parcel: Parcel, changed: Revision, { now, reference }: ParcelContext): Clearance {
  const last = currentOf(parcel);
  const revision = last.revision + 1;
  const { outcome, returnStatus = RETURN_STATUS[outcome], reasons = [], tax, quota } = changed;
  return {
    clearanceId: joined(last.parcelId, revision),
    parcelId: last.parcelId,
    revision,
    outcome,
    returnStatus,
    orderNo: last.orderNo,
    ebpCode: last.ebpCode,
    ...keysOf(last),
    reasons,
    warnings: last.warnings,
    ...(tax && { tax }),
    ...(quota && { quota }),
    decidedAt: isoTime(now),
    ruleSet: reference.settings.version,
  };
}

export function currentOf(parcel: Parcel): Clearance {
  const last = parcel.clearances.at(-1);
  if (!last) throw new Error('a parcel without a decision has no next revision');
  return last;
}

/** The release of a parcel: what it was taxed with and when; undefined when it was not released. */
export function releaseOf(parcel: Parcel): Clearance | undefined {
  return parcel.clearances.findLast(({ outcome }) => outcome === 'RELEASED');
}

const KEYS = [
  'ebcCode',
  'payCode',
  'payTransactionId',
  'logisticsCode',
  'logisticsNo',
  'customsCode',
  'emsNo',
  'areaCode',
  'invtNo',
] as const satisfies readonly (keyof Clearance)[];

function keysOf(last: Clearance): Pick<Clearance, (typeof KEYS)[number]> {
  const kept: Partial<Record<(typeof KEYS)[number], string>> = {};
  for (const key of KEYS) {
    const value = last[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept;
}
