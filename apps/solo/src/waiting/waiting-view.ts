import {
  MATTERS,
  missingDocuments,
  parcelDeadline,
  type ParcelGroup,
  parcelsOf,
  type Reference,
  type WaitingList,
  type WaitingMatter,
} from '@sandan/domain';

/** From which age on a matter is shown, hours; `documents`: how long before its deadline a bundle is. */
export type WaitingHours = Record<WaitingMatter['matter'] | 'documents', number>;

export const WAITING_HOURS: Readonly<WaitingHours> = {
  'not-out': 48,
  inspection: 24,
  review: 24,
  detention: 72,
  return: 0,
  documents: 4,
};

export const MATTER_WORDS: Readonly<Record<keyof WaitingHours, string>> = {
  'not-out': '放行未出区 released and not out',
  inspection: '待查验 inspections',
  review: '待审核 reviews',
  detention: '扣留 detentions',
  return: '退货未到 returns not arrived',
  documents: '临近时限 bundles near their deadline',
};

/** One thing that somebody has to do. ISO times in business time. */
export interface WaitingItem {
  parcelId: string;
  owner: string;
  since: string;
  ageHours: number;
  until?: string;
  /** Documents that are missing. */
  missing?: string[];
}

/** Of each list how many there are, and the oldest of them. */
export type WaitingView = Record<keyof WaitingHours, { count: number; oldest: WaitingItem[] }>;

const HOUR_MS = 3_600_000;

/** The lists of decided parcels at a moment of business time, ms. */
export function mattersView(
  list: WaitingList,
  now: number,
  hours: WaitingHours,
  limit: number,
): Omit<WaitingView, 'documents'> {
  const views = MATTERS.map((matter) => {
    const older = list.older(matter, now, hours[matter] * HOUR_MS);
    return [matter, { count: older.length, oldest: older.slice(0, limit).map((one) => itemOf(one, now)) }] as const;
  });
  return Object.fromEntries(views) as Omit<WaitingView, 'documents'>;
}

/** The open parcels under a number, with what they miss and until when. */
export function openParcels(group: ParcelGroup, reference: Reference, now: number): WaitingItem[] {
  return parcelsOf(group).flatMap((parcel) => {
    const until = parcelDeadline(group, parcel, reference);
    if (until === undefined) return [];
    const { ebpCode } = parcel;
    const since = until - reference.settings.matchWindowHours * HOUR_MS;
    const item = itemOf({ parcelId: `${ebpCode}:${group.orderNo}`, owner: ebpCode, since, until }, now);
    return [{ ...item, missing: missingDocuments(group, parcel, reference) }];
  });
}

function itemOf({ parcelId, owner, since, until }: Omit<WaitingMatter, 'matter'>, now: number): WaitingItem {
  return {
    parcelId,
    owner,
    since: new Date(since).toISOString(),
    ageHours: Math.round(((now - since) / HOUR_MS) * 10) / 10,
    ...(until !== undefined && { until: new Date(until).toISOString() }),
  };
}
