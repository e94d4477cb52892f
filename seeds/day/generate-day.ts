import { mix32 } from '../prng';
import { Calendar } from './calendar';
import { cumulativeShares } from './curve';
import { type DayFault, type FaultName, FAULT_NAMES } from './day-fault';
import type { DayOptions, DayRecord } from './day-options';
import { type OpenDay, openDay } from './open-day';
import { draftParcel } from './parcel-draft';
import { PLAN_MAX } from './parcel-plan';
import { dayRecord, recordsOf } from './day-record';

/** What was meant with a parcel, for comparing with what became of it. */
export interface IntendedParcel {
  orderNo: string;
  ebpCode: string;
  fault: DayFault;
}

export type OnParcel = (parcel: IntendedParcel) => void;

/** Where in its slice of the day an order falls, 0 .. 1: so that orders are neither in step nor in clumps. */
function jitter(day: OpenDay, index: number): number {
  return mix32(day.seedWord ^ mix32(index + 1)) / 0x1_0000_0000;
}

function schedule(day: OpenDay, calendar: Calendar, index: number, offsetMs: number, onParcel?: OnParcel): void {
  const draft = draftParcel(day, index);
  recordsOf(day, draft).forEach(({ delayMs }, place) => calendar.put(offsetMs + delayMs, index * PLAN_MAX + place));
  onParcel?.({ orderNo: draft.orderNo, ebpCode: draft.platform.code, fault: draft.fault });
}

/**
 * The records of a day in the order of their timestamps, same options = same bytes. Only numbers wait for their turn:
 * a document is drawn again when it is due, so that a day of a million parcels fits into a few megabytes.
 *
 * @param onParcel called once a parcel, before its first record
 * @throws RangeError when an option is out of its range
 */
export function* generateDay(options: DayOptions, onParcel?: OnParcel): Generator<DayRecord> {
  const day = openDay(options);
  const shares = cumulativeShares(day.curve);
  const calendar = new Calendar();
  let next = 0;
  for (let second = 0; next < day.parcels || calendar.pending > 0; second += 1) {
    const from = (shares[second] ?? 1) * day.parcels;
    const until = (shares[second + 1] ?? 1) * day.parcels;
    for (; next < day.parcels; next += 1) {
      const position = next + jitter(day, next);
      if (position >= until) break;
      const withinSecond = Math.floor((1_000 * (position - from)) / (until - from));
      schedule(day, calendar, next, second * 1_000 + withinSecond, onParcel);
    }
    for (const { offsetMs, id } of calendar.take(second)) {
      const index = Math.floor(id / PLAN_MAX);
      yield dayRecord(day, index, id % PLAN_MAX, day.startMs + offsetMs);
    }
  }
}

/** How many parcels of a day are meant for each fault; faults that do not occur are left out. */
export function expectedMix(options: DayOptions): Partial<Record<DayFault, number>> {
  const day = openDay(options);
  const counts = new Map<DayFault, number>();
  for (let index = 0; index < day.parcels; index += 1) {
    const fault = day.faultOf(index);
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
  }
  const names: (FaultName | 'clean')[] = ['clean', ...FAULT_NAMES];
  return Object.fromEntries(names.filter((name) => counts.has(name)).map((name) => [name, counts.get(name) ?? 0]));
}
