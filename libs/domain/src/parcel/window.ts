import type { Reference } from '../reference/reference';
import { type HeldWaybill, type Parcel, type ParcelGroup, parcelsOf } from './parcel-group';
import { isUnclaimed, waybillOf } from './waybill-claim';

const HOUR_MS = 3_600_000;

export function windowMs(reference: Reference): number {
  return reference.settings.matchWindowHours * HOUR_MS;
}

/**
 * When a waiting parcel expires: `matchWindowHours` after the record time of its first document, the waybill that
 * belongs to it counted unless its window already ended once. Undefined when it waits for nothing.
 */
export function parcelDeadline(group: ParcelGroup, parcel: Parcel, reference: Reference): number | undefined {
  if (parcel.openSince === undefined || parcel.deciding) return undefined;
  const waybill = waybillOf(group, parcel.ebpCode);
  const first = waybill && !waybill.spent ? Math.min(parcel.openSince, waybill.since) : parcel.openSince;
  return first + windowMs(reference);
}

/** When a waybill that nothing claims gets its receipt 100. */
export function waybillDeadline(group: ParcelGroup, waybill: HeldWaybill, reference: Reference): number | undefined {
  if (waybill.spent || waybill.boundTo !== undefined || !isUnclaimed(group, waybill)) return undefined;
  return waybill.since + windowMs(reference);
}

/** The next deadline under one orderNo, ms; undefined when nothing waits. */
export function groupDueAt(group: ParcelGroup, reference: Reference): number | undefined {
  let due: number | undefined;
  const consider = (at: number | undefined) => {
    if (at !== undefined && (due === undefined || at < due)) due = at;
  };
  for (const parcel of parcelsOf(group)) consider(parcelDeadline(group, parcel, reference));
  for (const waybill of group.waybills) consider(waybillDeadline(group, waybill, reference));
  return due;
}
