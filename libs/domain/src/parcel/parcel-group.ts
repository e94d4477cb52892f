import type { StoredDocument } from '../documents/stored-document';
import type { Clearance } from './clearance';
import type { Deciding } from './deciding';
import type { LineQuantity, ParcelLine } from '../inventory/parcel-line';
import type { TextChange } from '../stage';
import type { ParcelInput, Ruling } from './parcel-input';

/** What quota and stock hold for a parcel: enough to give it back without looking into its documents. */
export interface Admission {
  /** The revision that was admitted. */
  revision: number;
  /** Timestamp of the record that completed the bundle, ms: gives the decision's day and year. */
  recordTime: number;
  buyerKey: string;
  year: number;
  emsNo: string;
  agentCode?: string | undefined;
  assureCode?: string | undefined;
  lines: ParcelLine[];
}

/** An accepted return (CEB625). */
export interface AcceptedReturn {
  guid: string;
  /** Business time, ms. */
  at: number;
  lines: LineQuantity[];
}

/** An arrival of returned goods that was taken. */
export interface TakenArrival {
  /** ISO time, as sent. */
  arrivedAt: string;
  lines: LineQuantity[];
}

/** One parcel: what `(ebpCode, orderNo)` describes. What it does not have is absent or undefined. */
export interface Parcel {
  ebpCode: string;
  order?: StoredDocument | undefined;
  payment?: StoredDocument | undefined;
  inventory?: StoredDocument | undefined;
  /** Record time of the first document of the running window, ms; absent when the parcel waits for nothing. */
  openSince?: number | undefined;
  /** All clearances so far, by revision. */
  clearances: Clearance[];
  /** Given with the first admission and kept over revisions. */
  invtNo?: string | undefined;
  /** Quota and stock are being asked. */
  deciding?: Deciding | undefined;
  /** Quota and stock are counted for it; absent before its admission and after everything was given back. */
  admitted?: Admission | undefined;
  /** The ruling that made the current revision. */
  ruling?: Ruling | undefined;
  /** Refused by an officer: no change of a document opens it again. */
  final?: true | undefined;
  /** The notice with which it left the warehouse. */
  leftWith?: string | undefined;
  returns?: AcceptedReturn[] | undefined;
  arrivals?: TakenArrival[] | undefined;
}

/** A copy to change. All fields in one order, had or not: engines find their way about objects of one shape fastest. */
export function copyOf(parcel: Parcel): Parcel {
  return {
    ebpCode: parcel.ebpCode,
    order: parcel.order,
    payment: parcel.payment,
    inventory: parcel.inventory,
    openSince: parcel.openSince,
    clearances: parcel.clearances,
    invtNo: parcel.invtNo,
    deciding: parcel.deciding,
    admitted: parcel.admitted,
    ruling: parcel.ruling,
    final: parcel.final,
    leftWith: parcel.leftWith,
    returns: parcel.returns,
    arrivals: parcel.arrivals,
  };
}

/** A waybill under the number; it names no platform, so it is bound to a parcel only when a decision is possible. */
export interface HeldWaybill {
  key: string;
  document: StoredDocument;
  /** Record time from which it counts as a first document, ms; a replacement does not move it. */
  since: number;
  /** `ebpCode` of the parcel, fixed at the moment a decision became possible. */
  boundTo?: string | undefined;
  /** Its window has ended (with its parcel's, or unclaimed): it stays claimable and no longer counts as first. */
  spent?: boolean | undefined;
}

export function copyOfWaybill({ key, document, since, boundTo, spent }: HeldWaybill): HeldWaybill {
  return { key, document, since, boundTo, spent };
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

/** A platform may call itself anything: a name that objects use for themselves must be one of ours as well. */
function put(parcels: Record<string, Parcel>, parcel: Parcel): void {
  const { ebpCode } = parcel;
  if (ebpCode !== '__proto__') parcels[ebpCode] = parcel;
  else Object.defineProperty(parcels, ebpCode, { value: parcel, enumerable: true, configurable: true, writable: true });
}

/** The group with one parcel new or changed. */
export function withParcel(
  { orderNo, parcels, waybills, tombstones, parked }: ParcelGroup,
  parcel: Parcel,
): ParcelGroup {
  const changed: ParcelGroup['parcels'] = {};
  for (const known of Object.values(parcels)) put(changed, known);
  put(changed, parcel);
  return { orderNo, parcels: changed, waybills, tombstones, parked };
}

export function withWaybills(
  { orderNo, parcels, tombstones, parked }: ParcelGroup,
  waybills: HeldWaybill[],
): ParcelGroup {
  return { orderNo, parcels, waybills, tombstones, parked };
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
  return !parcel.final && CHANGEABLE.has(statusOf(parcel));
}

/** A document sent again with other content replaces the old one only after a refusal or an expiry (contract 3). */
export function wasTurnedBack(parcel: Parcel): boolean {
  if (parcel.final) return false;
  const outcome = parcel.clearances.at(-1)?.outcome;
  return outcome === 'REFUSED' || outcome === 'EXPIRED';
}

/** The group with each of its documents and decisions changed, always in the same order. */
export function mapTexts(group: ParcelGroup, change: TextChange): ParcelGroup {
  const { orderNo, tombstones, parked } = group;
  const parcels: ParcelGroup['parcels'] = {};
  for (const parcel of Object.values(group.parcels)) {
    const mapped = mapOwnDocuments(parcel, change);
    if (parcel.clearances.length > 0) mapped.clearances = [];
    for (const clearance of parcel.clearances) mapped.clearances.push(change.decision(clearance));
    put(parcels, mapped);
  }
  const waybills: HeldWaybill[] = [];
  for (const waybill of group.waybills) {
    const mapped = copyOfWaybill(waybill);
    mapped.document = change.document(waybill.document);
    waybills.push(mapped);
  }
  return { orderNo, parcels, waybills, tombstones, parked };
}

/** The parcel with each of the documents that name its platform put through `change`. */
export function mapOwnDocuments(parcel: Parcel, change: Pick<TextChange, 'document'>): Parcel {
  const mapped = copyOf(parcel);
  if (parcel.order) mapped.order = change.document(parcel.order);
  if (parcel.payment) mapped.payment = change.document(parcel.payment);
  if (parcel.inventory) mapped.inventory = change.document(parcel.inventory);
  return mapped;
}
