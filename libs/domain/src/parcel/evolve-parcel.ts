import { withoutContent } from '../documents/stored-document';
import { type Clearance, isAdmitted } from './clearance';
import type { Deciding } from './deciding';
import {
  type Admission,
  copyOf,
  copyOfWaybill,
  type HeldWaybill,
  mapOwnDocuments,
  type Parcel,
  type ParcelGroup,
  parcelOf,
  withParcel,
  withWaybills,
} from './parcel-group';
import type { ParcelFact } from './parcel-fact';

/** The state after one more fact; the given state stays as it was. */
export function evolveParcel(group: ParcelGroup, fact: ParcelFact): ParcelGroup {
  switch (fact.fact) {
    case 'buried':
      return { ...group, tombstones: { ...group.tombstones, [`${fact.kind}:${fact.key}`]: fact.appTime } };
    case 'parked':
      return { ...group, parked: [...group.parked, fact.parked] };
    case 'unparked':
      return { ...group, parked: group.parked.slice(1) };
    case 'waybillTaken':
    case 'waybillDropped':
    case 'bound':
    case 'spent':
      return withWaybills(group, evolveWaybills(group.waybills, fact));
    default:
      return withParcel(group, evolveOne(parcelOf(group, fact.ebpCode), fact));
  }
}

type OwnFact = Extract<ParcelFact, { ebpCode: string; fact: OwnFactName }>;
type OwnFactName = 'taken' | 'dropped' | 'opened' | 'shut' | 'deciding' | 'decided' | 'cancelled' | LifeFactName;
type LifeFactName = 'returned' | 'ruled' | 'left' | 'arrived';

function evolveOne(parcel: Parcel, fact: OwnFact): Parcel {
  if (fact.fact === 'decided') return decided(parcel, fact);
  const copy = copyOf(parcel);
  switch (fact.fact) {
    case 'taken':
      copy[fact.kind] = fact.document;
      break;
    case 'dropped':
      copy[fact.kind] = undefined;
      break;
    case 'opened':
      copy.openSince = fact.since;
      break;
    case 'shut':
      copy.openSince = undefined;
      break;
    case 'deciding':
      copy.deciding = fact.deciding;
      break;
    case 'cancelled':
      revise(copy, fact.clearance);
      copy.admitted = undefined;
      break;
    default:
      live(copy, fact);
  }
  return copy;
}

type WaybillFact = Extract<ParcelFact, { fact: 'waybillTaken' | 'waybillDropped' | 'bound' | 'spent' }>;

function evolveWaybills(waybills: HeldWaybill[], fact: WaybillFact): HeldWaybill[] {
  if (fact.fact === 'waybillDropped') return waybills.filter(({ key }) => key !== fact.key);
  const known = waybills.some(({ key }) => key === fact.key);
  if (fact.fact === 'waybillTaken' && !known) {
    const { key, document, since } = fact;
    return [...waybills, { key, document, since, boundTo: undefined, spent: undefined }];
  }
  return waybills.map((waybill) => (waybill.key === fact.key ? evolveWaybill(waybill, fact) : waybill));
}

function evolveWaybill(waybill: HeldWaybill, fact: Exclude<WaybillFact, { fact: 'waybillDropped' }>): HeldWaybill {
  const copy = copyOfWaybill(waybill);
  switch (fact.fact) {
    case 'spent':
      copy.document = withoutContent(waybill.document);
      copy.spent = true;
      break;
    case 'bound':
      copy.boundTo = fact.ebpCode ?? undefined;
      break;
    default:
      copy.document = fact.document;
      copy.since = fact.since;
      // A window that starts anew counts again.
      if (fact.since !== waybill.since) copy.spent = undefined;
  }
  return copy;
}

/** What happens to a parcel after its decision. */
function live(copy: Parcel, fact: Extract<ParcelFact, { fact: LifeFactName }>): void {
  switch (fact.fact) {
    case 'returned':
      revise(copy, fact.clearance);
      copy.returns = [...(copy.returns ?? []), { guid: fact.guid, at: fact.at, lines: fact.lines }];
      break;
    case 'ruled':
      rule(copy, fact);
      break;
    case 'left':
      revise(copy, fact.clearance);
      copy.leftWith = fact.noticeId;
      break;
    case 'arrived':
      copy.arrivals = [...(copy.arrivals ?? []), { arrivedAt: fact.arrivedAt, lines: fact.lines }];
  }
}

function rule(copy: Parcel, { ruling, clearance }: Extract<ParcelFact, { fact: 'ruled' }>): void {
  revise(copy, clearance);
  copy.ruling = ruling;
  if (ruling.ruling === 'release' || ruling.ruling === 'detain') return;
  copy.admitted = undefined;
  if (ruling.ruling === 'refuse') copy.final = true;
}

/** One more revision, which no ruling has made. */
function revise(copy: Parcel, clearance: Clearance): void {
  copy.ruling = undefined;
  copy.clearances = [...copy.clearances, clearance];
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
    agentCode,
    assureCode,
    lines: judgement.lines,
  };
}

const FORGETTING_CONTENT = { document: withoutContent };

function decided(parcel: Parcel, { clearance }: Extract<ParcelFact, { fact: 'decided' }>): Parcel {
  const { deciding } = parcel;
  const settled = mapOwnDocuments(parcel, FORGETTING_CONTENT);
  settled.deciding = settled.openSince = undefined;
  settled.clearances = [...parcel.clearances, clearance];
  if (clearance.invtNo !== undefined) settled.invtNo = clearance.invtNo;
  if (deciding && isAdmitted(clearance.outcome)) settled.admitted = admission(deciding);
  return settled;
}
