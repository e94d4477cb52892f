import { ARRIVAL_DAYS } from '../life/take-arrival';
import { RETURN_DAYS } from '../life/take-return';
import { currentOf, releaseOf } from '../life/next-clearance';
import { lifeStateOf } from '../life/life-table';
import { missingDocuments } from '../parcel/expire';
import type { Parcel, ParcelGroup } from '../parcel/parcel-group';
import { parcelDeadline, windowMs } from '../parcel/window';
import type { Reference } from '../reference/reference';
import { isoTime } from '../time';

/** What a parcel waits for. */
export interface Awaited {
  /** What has to come, and from whom; one sentence. */
  what: string;
  /** ISO times. */
  since?: string;
  until?: string;
  /** What happens when `until` has passed. */
  then?: string;
}

const DAY_MS = 86_400_000;

/** What is waited for next, since when, until when; empty when nothing has to come any more. */
export function awaitedOf(group: ParcelGroup, parcel: Parcel, reference: Reference): Awaited[] {
  switch (lifeStateOf(parcel)) {
    case 'OPEN':
      return openWait(group, parcel, reference);
    case 'DECIDING':
      return [{ what: "the answer of the buyer's quota and the book's stock", ...since(parcel.deciding?.at) }];
    case 'INSPECTION': {
      const inspector = currentOf(parcel).inspection?.inspector;
      const by = inspector === undefined ? 'the drawn inspector' : `inspector ${inspector}`;
      return [{ what: `the ruling of ${by} after the inspection`, since: currentOf(parcel).decidedAt }];
    }
    case 'MANUAL_REVIEW':
      return [{ what: `the ruling of an officer${ratesOf(parcel)}`, since: currentOf(parcel).decidedAt }];
    case 'DETAINED':
      return [{ what: 'the next ruling of an officer: the parcel is detained', since: currentOf(parcel).decidedAt }];
    case 'RELEASED':
      return [gateWait(parcel), ...returnWindow(parcel)];
    case 'CLOSED':
      return returnWindow(parcel);
    case 'RETURNED':
      return [...arrivalWait(parcel), ...returnWindow(parcel)];
    case 'REFUSED':
      return [{ what: 'a corrected document: it opens the parcel again', since: currentOf(parcel).decidedAt }];
    case 'EXPIRED': {
      const { missing = [], decidedAt } = currentOf(parcel);
      return [{ what: `the ${listed(missing)}, or a changed document: it opens the parcel again`, since: decidedAt }];
    }
    default:
      return [];
  }
}

function openWait(group: ParcelGroup, parcel: Parcel, reference: Reference): Awaited[] {
  const deadline = parcelDeadline(group, parcel, reference);
  const missing = missingDocuments(group, parcel, reference);
  const what = missing.length > 0 ? `the ${listed(missing)}` : 'a waybill that is certainly its own';
  if (deadline === undefined) return [{ what, ...since(parcel.openSince) }];
  const then = 'the parcel expires (超时), and its documents get receipt 100';
  return [{ what, since: isoTime(deadline - windowMs(reference)), until: isoTime(deadline), then }];
}

function ratesOf(parcel: Parcel): string {
  const lines = currentOf(parcel).reasons.flatMap(({ reason, left }) =>
    reason === 'DUTY_RATE_UNKNOWN' && left?.gnum !== undefined ? [left.gnum] : [],
  );
  return lines.length === 0 ? '' : `, with the duty rate of line ${lines.join(', ')}`;
}

function gateWait(parcel: Parcel): Awaited {
  return { what: 'the warehouse to report that the parcel has passed its gate', since: currentOf(parcel).decidedAt };
}

function returnWindow(parcel: Parcel): Awaited[] {
  const release = releaseOf(parcel);
  if (!release || !parcel.admitted || isWholeBack(parcel)) return [];
  const until = isoTime(Date.parse(release.decidedAt) + RETURN_DAYS * DAY_MS);
  return [
    {
      what: 'a return, if the buyer sends goods back',
      since: release.decidedAt,
      until,
      then: 'no return is taken any more',
    },
  ];
}

function isWholeBack(parcel: Parcel): boolean {
  return /^0+(?:\.0+)?$/.test(currentOf(parcel).tax?.dutiablePrice ?? '1');
}

function arrivalWait(parcel: Parcel): Awaited[] {
  const release = releaseOf(parcel);
  const announced = (parcel.returns ?? []).length;
  const arrived = (parcel.arrivals ?? []).length;
  if (!release || announced <= arrived) return [];
  const until = isoTime(Date.parse(release.decidedAt) + ARRIVAL_DAYS * DAY_MS);
  return [
    {
      what: 'the returned goods to arrive at the warehouse',
      since: currentOf(parcel).decidedAt,
      until,
      then: 'the arrival is not taken any more, and the stock stays reduced',
    },
  ];
}

function since(at: number | undefined): { since?: string } {
  return at === undefined ? {} : { since: isoTime(at) };
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
