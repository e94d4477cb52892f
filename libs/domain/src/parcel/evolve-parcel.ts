import { withoutContent } from '../documents/stored-document';
import { type Clearance, isAdmitted } from './clearance';
import type { Deciding } from './deciding';
import {
  type Admission,
  type HeldWaybill,
  mapOwnDocuments,
  type Parcel,
  type ParcelGroup,
  parcelOf,
} from './parcel-group';
import type { ParcelFact } from './parcel-fact';

/** The state after one more fact; the given state stays as it was. */
export function evolveParcel(group: ParcelGroup, fact: ParcelFact): ParcelGroup {
  switch (fact.fact) {
    case 'taken':
      return withParcel(group, { ...parcelOf(group, fact.ebpCode), [fact.kind]: fact.document });
    case 'dropped':
      return withParcel(group, without(parcelOf(group, fact.ebpCode), fact.kind));
    case 'opened':
      return withParcel(group, { ...parcelOf(group, fact.ebpCode), openSince: fact.since });
    case 'shut':
      return withParcel(group, without(parcelOf(group, fact.ebpCode), 'openSince'));
    case 'deciding':
      return withParcel(group, { ...parcelOf(group, fact.ebpCode), deciding: fact.deciding });
    case 'decided':
      return withParcel(group, decided(parcelOf(group, fact.ebpCode), fact));
    case 'cancelled':
      return withParcel(group, without(revised(parcelOf(group, fact.ebpCode), fact.clearance), 'admitted'));
    case 'returned':
    case 'ruled':
    case 'left':
    case 'arrived':
      return withParcel(group, lived(parcelOf(group, fact.ebpCode), fact));
    case 'buried':
      return { ...group, tombstones: { ...group.tombstones, [`${fact.kind}:${fact.key}`]: fact.appTime } };
    case 'parked':
      return { ...group, parked: [...group.parked, fact.parked] };
    case 'unparked':
      return { ...group, parked: group.parked.slice(1) };
    default:
      return { ...group, waybills: evolveWaybills(group.waybills, fact) };
  }
}

type WaybillFact = Extract<ParcelFact, { fact: 'waybillTaken' | 'waybillDropped' | 'bound' | 'spent' }>;

function evolveWaybills(waybills: HeldWaybill[], fact: WaybillFact): HeldWaybill[] {
  if (fact.fact === 'waybillDropped') return waybills.filter(({ key }) => key !== fact.key);
  const known = waybills.some(({ key }) => key === fact.key);
  if (fact.fact === 'waybillTaken' && !known) {
    return [...waybills, { key: fact.key, document: fact.document, since: fact.since }];
  }
  return waybills.map((waybill) => (waybill.key === fact.key ? evolveWaybill(waybill, fact) : waybill));
}

function evolveWaybill(waybill: HeldWaybill, fact: Exclude<WaybillFact, { fact: 'waybillDropped' }>): HeldWaybill {
  if (fact.fact === 'spent') return { ...waybill, document: withoutContent(waybill.document), spent: true };
  if (fact.fact === 'bound') {
    return fact.ebpCode === null ? without(waybill, 'boundTo') : { ...waybill, boundTo: fact.ebpCode };
  }
  const replaced = { ...waybill, document: fact.document, since: fact.since };
  // A window that starts anew counts again.
  return fact.since === waybill.since ? replaced : without(replaced, 'spent');
}

type LifeFact = Extract<ParcelFact, { fact: 'returned' | 'ruled' | 'left' | 'arrived' }>;

/** What happens to a parcel after its decision. */
function lived(parcel: Parcel, fact: LifeFact): Parcel {
  switch (fact.fact) {
    case 'returned': {
      const { guid, at, lines } = fact;
      return { ...revised(parcel, fact.clearance), returns: [...(parcel.returns ?? []), { guid, at, lines }] };
    }
    case 'ruled': {
      const { ruling, clearance } = fact;
      const ruled = { ...revised(parcel, clearance), ruling };
      if (ruling.ruling === 'release' || ruling.ruling === 'detain') return ruled;
      const back = without(ruled, 'admitted');
      return ruling.ruling === 'refuse' ? { ...back, final: true } : back;
    }
    case 'left':
      return { ...revised(parcel, fact.clearance), leftWith: fact.noticeId };
    case 'arrived': {
      const { arrivedAt, lines } = fact;
      return { ...parcel, arrivals: [...(parcel.arrivals ?? []), { arrivedAt, lines }] };
    }
  }
}

/** One more revision, which no ruling has made. */
function revised(parcel: Parcel, clearance: Clearance): Parcel {
  return { ...without(parcel, 'ruling'), clearances: [...parcel.clearances, clearance] };
}

/** Where a decision admits the parcel, what was asked of quota and stock is what they hold for it. */
function admission(deciding: Deciding): Admission {
  const { revision, recordTime, buyerKey, year, emsNo, agentCode, assureCode, judgement } = deciding;
  return {
    revision,
    recordTime,
    buyerKey,
    year,
    emsNo,
    ...(agentCode !== undefined && { agentCode }),
    ...(assureCode !== undefined && { assureCode }),
    lines: judgement.lines,
  };
}

function decided(parcel: Parcel, { clearance }: Extract<ParcelFact, { fact: 'decided' }>): Parcel {
  const { deciding, openSince, ...settled } = parcel;
  return {
    ...mapOwnDocuments(settled, withoutContent),
    clearances: [...parcel.clearances, clearance],
    ...(clearance.invtNo !== undefined && { invtNo: clearance.invtNo }),
    ...(deciding && isAdmitted(clearance.outcome) && { admitted: admission(deciding) }),
  };
}

function withParcel({ orderNo, parcels, waybills, tombstones, parked }: ParcelGroup, parcel: Parcel): ParcelGroup {
  return { orderNo, parcels: { ...parcels, [parcel.ebpCode]: parcel }, waybills, tombstones, parked };
}

function without<T extends object, K extends keyof T>(value: T, key: K): T {
  const copy = { ...value };
  delete copy[key];
  return copy;
}
