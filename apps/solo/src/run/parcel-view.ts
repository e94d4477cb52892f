import {
  type Clearance,
  isUnclaimed,
  missingDocuments,
  type Parcel,
  parcelDeadline,
  type ParcelGroup,
  parcelsOf,
  type Reference,
  type ReleaseState,
  statusOf,
  waybillOf,
} from '@sandan/domain';
import { type DocumentView, documentView } from './document-view';

export interface ParcelView {
  parcelId: string;
  orderNo: string;
  ebpCode: string;
  platformName?: string;
  /** OPEN while it waits for documents, then the outcome of its last clearance. */
  status: string;
  documents: DocumentView[];
  /** Documents it waits for, and until when (ISO); empty and absent unless it is open. */
  missing: string[];
  deadline?: string;
  clearances: Clearance[];
  /** The last notice to the warehouse. */
  notice?: { noticeId: string; action: string };
}

/** What is known under one number: several platforms may use the same. */
export interface NumberView {
  orderNo: string;
  parcels: ParcelView[];
  /** Waybills under the number that no parcel has. */
  unclaimedWaybills: DocumentView[];
}

export function numberView(
  group: ParcelGroup,
  release: ReleaseState | undefined,
  reference: Reference,
  ebpCode?: string,
): NumberView | undefined {
  const parcels = parcelsOf(group)
    .filter((parcel) => ebpCode === undefined || parcel.ebpCode === ebpCode)
    .map((parcel) => parcelView(group, parcel, release, reference));
  const unclaimed = group.waybills.filter((waybill) => isUnclaimed(group, waybill));
  const unclaimedWaybills = unclaimed.map(({ document }) => documentView('waybill', document));
  if (parcels.length === 0 && (ebpCode !== undefined || unclaimedWaybills.length === 0)) return undefined;
  return { orderNo: group.orderNo, parcels, unclaimedWaybills };
}

function parcelView(
  group: ParcelGroup,
  parcel: Parcel,
  release: ReleaseState | undefined,
  reference: Reference,
): ParcelView {
  const { ebpCode, clearances } = parcel;
  const parcelId = `${ebpCode}:${group.orderNo}`;
  const deadline = parcelDeadline(group, parcel, reference);
  const platformName = reference.enterprise(ebpCode)?.name;
  const notice = release?.last[parcelId];
  return {
    parcelId,
    orderNo: group.orderNo,
    ebpCode,
    ...(platformName !== undefined && { platformName }),
    status: statusOf(parcel),
    documents: documentsOf(group, parcel),
    missing: deadline === undefined ? [] : missingDocuments(group, parcel, reference),
    ...(deadline !== undefined && { deadline: new Date(deadline).toISOString() }),
    clearances,
    ...(notice && { notice: { noticeId: `${parcelId}:${notice.revision}:${notice.action}`, action: notice.action } }),
  };
}

function documentsOf(group: ParcelGroup, parcel: Parcel): DocumentView[] {
  const waybill = waybillOf(group, parcel.ebpCode);
  return [
    ...(parcel.order ? [documentView('order', parcel.order)] : []),
    ...(parcel.payment ? [documentView('payment', parcel.payment)] : []),
    ...(waybill ? [documentView('waybill', waybill.document)] : []),
    ...(parcel.inventory ? [documentView('inventory', parcel.inventory)] : []),
  ];
}
