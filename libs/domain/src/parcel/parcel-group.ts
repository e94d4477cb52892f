import type { StoredDocument } from '../documents/stored-document';
import type { Clearance } from './clearance';
import type { Deciding } from './deciding';
import type { ParcelInput } from './parcel-input';

/** One parcel: what `(ebpCode, orderNo)` describes. */
export interface Parcel {
  ebpCode: string;
  order?: StoredDocument;
  payment?: StoredDocument;
  inventory?: StoredDocument;
  /** Record time of the first document of the running window, ms; absent when the parcel waits for nothing. */
  openSince?: number;
  /** All clearances so far, by revision. */
  clearances: Clearance[];
  /** Given with the first admission and kept over revisions. */
  invtNo?: string;
  /** Quota and stock are being asked. */
  deciding?: Deciding;
}

/** A waybill under the number; it names no platform, so it is bound to a parcel only when a decision is possible. */
export interface HeldWaybill {
  key: string;
  document: StoredDocument;
  /** Record time from which it counts as a first document, ms; a replacement does not move it. */
  since: number;
  /** `ebpCode` of the parcel, fixed at the moment a decision became possible. */
  boundTo?: string;
  /** Its window has ended (with its parcel's, or unclaimed): it stays claimable and no longer counts as first. */
  spent?: boolean;
}

/** An input that waits at home while quota and stock are asked. */
export interface ParkedInput {
  input: ParcelInput;
  now: number;
  recordTime: number;
}

/** Everything under one orderNo: the number is unique only within a platform. */
export interface ParcelGroup {
  orderNo: string;
  parcels: Record<string, Parcel>;
  waybills: HeldWaybill[];
  /** `kind:business key` -> appTime of the withdrawal. */
  tombstones: Record<string, string>;
  parked: ParkedInput[];
}

export function emptyGroup(orderNo: string): ParcelGroup {
  return { orderNo, parcels: {}, waybills: [], tombstones: {}, parked: [] };
}

export function parcelOf(group: ParcelGroup, ebpCode: string): Parcel {
  return (Object.hasOwn(group.parcels, ebpCode) && group.parcels[ebpCode]) || { ebpCode, clearances: [] };
}

export function parcelsOf(group: ParcelGroup): Parcel[] {
  return Object.values(group.parcels);
}

export function hasDocuments(parcel: Parcel): boolean {
  return Boolean(parcel.order ?? parcel.payment ?? parcel.inventory);
}

/** Where a parcel stands; documents may be changed while it is empty, open, refused or expired. */
export type ParcelStatus = 'EMPTY' | 'OPEN' | 'DECIDING' | Clearance['outcome'];

export function statusOf(parcel: Parcel): ParcelStatus {
  if (parcel.deciding) return 'DECIDING';
  if (parcel.openSince !== undefined) return 'OPEN';
  return parcel.clearances.at(-1)?.outcome ?? 'EMPTY';
}

const CHANGEABLE: ReadonlySet<ParcelStatus> = new Set(['EMPTY', 'OPEN', 'REFUSED', 'EXPIRED']);

export function isChangeable(parcel: Parcel): boolean {
  return CHANGEABLE.has(statusOf(parcel));
}

/** A document sent again with other content replaces the old one only after a refusal or an expiry (contract 3). */
export function wasTurnedBack(parcel: Parcel): boolean {
  const outcome = parcel.clearances.at(-1)?.outcome;
  return outcome === 'REFUSED' || outcome === 'EXPIRED';
}
