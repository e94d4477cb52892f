import type { Payment } from '../documents/document';
import { contentOf, type StoredDocument } from '../documents/stored-document';
import { joined } from '../identity/joined';
import { type HeldWaybill, type Parcel, type ParcelGroup, parcelOf, parcelsOf } from './parcel-group';
import type { BundleKind, DocumentInput } from './parcel-input';
import { claimantOf, waybillOf } from './waybill-claim';

/** A stored document with the same business key as one that came in. */
export interface Held {
  stored: StoredDocument;
  content: object;
  /** The parcel that holds it; absent for a waybill that nothing has claimed. */
  parcel?: Parcel;
  waybill?: HeldWaybill;
}

/** The business key within one orderNo (contract 3), as sent. */
export function businessKey(kind: BundleKind, content: Readonly<Record<string, unknown>>): string {
  switch (kind) {
    case 'payment':
      return joined(String(content['payCode']), String(content['payTransactionId']));
    case 'waybill':
      return joined(String(content['logisticsCode']), String(content['logisticsNo']));
    default:
      return String(content['ebpCode']);
  }
}

export function keyOf(input: DocumentInput): string {
  return businessKey(input.kind, input.content);
}

export function heldDocument(group: ParcelGroup, input: DocumentInput): Held | undefined {
  const key = keyOf(input);
  if (input.kind === 'waybill') return heldWaybill(group, key);
  const parcel = input.kind === 'payment' ? payerParcel(group, key) : parcelOf(group, key);
  const stored = parcel?.[input.kind];
  return parcel && stored ? { stored, content: contentOf(stored), parcel } : undefined;
}

/** A payment may have come for another platform's parcel of the same number. */
function payerParcel(group: ParcelGroup, key: string): Parcel | undefined {
  return parcelsOf(group).find(
    ({ payment }) =>
      payment && businessKey('payment', contentOf<Payment>(payment) as unknown as Record<string, unknown>) === key,
  );
}

function heldWaybill(group: ParcelGroup, key: string): Held | undefined {
  const waybill = group.waybills.find((candidate) => candidate.key === key);
  if (!waybill) return undefined;
  const owner = claimantOf(group, waybill);
  const has = owner !== undefined && waybillOf(group, owner) === waybill;
  return {
    stored: waybill.document,
    content: contentOf(waybill.document),
    waybill,
    ...(has && { parcel: parcelOf(group, owner) }),
  };
}
