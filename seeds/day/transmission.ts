import type { OpenDay } from './open-day';
import type { PlannedRecord } from './parcel-plan';
import { transmissionGuid } from './serials';

/** One record on its way: what it says of its sending does not come from the parcel. */
export interface Sending {
  planned: PlannedRecord;
  /** Place in the parcel's plan. */
  place: number;
  atMs: number;
  /** When the parcel's first record was sent. */
  openedMs: number;
}

export function guidOf(day: OpenDay, index: number, sending: Sending): string {
  return transmissionGuid(day.seedWord, index, sending.place);
}

/** 1 draft, 2 declared. */
export function appStatusOf(sending: Sending): '1' | '2' {
  return sending.planned.form === 'draft' ? '1' : '2';
}
