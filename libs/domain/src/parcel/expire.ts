import type { Inventory, Order, Payment, Waybill } from '../documents/document';
import { present } from '../documents/present';
import { contentOf } from '../documents/stored-document';
import { joined } from '../identity/joined';
import { documentReceipt } from '../receipts/receipt';
import { codedInfo } from '../receipts/return-info';
import { isoTime } from '../time';
import { type Clearance, RETURN_STATUS } from './clearance';
import { CLEARANCES_TOPIC } from './conclude';
import type { Reference } from '../reference/reference';
import { type HeldWaybill, type Parcel, type ParcelGroup, parcelsOf } from './parcel-group';
import type { ParcelContext, Story } from './story';
import { waybillOf } from './waybill-claim';
import { parcelDeadline, waybillDeadline } from './window';
import { agentDeclares } from './who-declares';

/** Ends every window of the group whose deadline the business clock has reached; `decidedAt` is the deadline. */
export function expireDue(story: Story, at: number, context: ParcelContext): void {
  for (const parcel of parcelsOf(story.group)) {
    const deadline = parcelDeadline(story.group, parcel, context.reference);
    if (deadline !== undefined && deadline <= at) expireParcel(story, parcel, deadline, context);
  }
  for (const waybill of story.group.waybills) {
    const deadline = waybillDeadline(story.group, waybill, context.reference);
    if (deadline !== undefined && deadline <= at) expireWaybill(story, waybill, deadline);
  }
}

function expireParcel(story: Story, parcel: Parcel, at: number, context: ParcelContext): void {
  const waybill = waybillOf(story.group, parcel.ebpCode);
  const missing = missingDocuments(story.group, parcel, context.reference);
  const clearance = expiry(story, parcel, waybill, missing, at, context);
  story.happened({ fact: 'decided', ebpCode: parcel.ebpCode, clearance });
  if (waybill && !waybill.spent) story.happened({ fact: 'spent', key: waybill.key });
  const info = codedInfo(undefined, `超过比对时限 expired, missing ${missing.join(', ')}`);
  const result = { status: '100', info, at };
  for (const kind of ['order', 'payment'] as const) {
    const document = parcel[kind];
    if (document) story.tell(documentReceipt(kind, contentOf(document), result));
  }
  if (waybill) story.tell(documentReceipt('waybill', contentOf(waybill.document), result));
  if (parcel.inventory) story.tell(documentReceipt('inventory', contentOf(parcel.inventory), result));
  story.tell({ topic: CLEARANCES_TOPIC, key: clearance.orderNo, value: clearance, at });
}

/** What a parcel waits for. A waybill that waits unclaimed under its number is not missing (contract 14). */
export function missingDocuments(group: ParcelGroup, parcel: Parcel, reference: Reference): string[] {
  const { order, payment, inventory } = parcel;
  const waybill = waybillOf(group, parcel.ebpCode);
  const missing: string[] = [];
  if (!order) missing.push('order');
  if (!payment) missing.push('payment');
  if (!waybill && !group.waybills.some(({ boundTo }) => boundTo === undefined)) missing.push('waybill');
  if (!inventory && order && agentDeclares(contentOf<Order>(order).ebcCode, reference)) missing.push('inventory');
  return missing;
}

function expiry(
  { group }: Story,
  parcel: Parcel,
  held: HeldWaybill | undefined,
  missing: string[],
  at: number,
  { reference }: ParcelContext,
): Clearance {
  const revision = parcel.clearances.length + 1;
  const parcelId = joined(parcel.ebpCode, group.orderNo);
  const order = parcel.order && contentOf<Order>(parcel.order);
  const payment = parcel.payment && contentOf<Payment>(parcel.payment);
  const inventory = parcel.inventory && contentOf<Inventory>(parcel.inventory);
  const waybill = held && contentOf<Waybill>(held.document);
  const known = {
    ebcCode: order?.ebcCode ?? inventory?.ebcCode,
    payCode: payment?.payCode,
    payTransactionId: payment?.payTransactionId,
    logisticsCode: waybill?.logisticsCode,
    logisticsNo: waybill?.logisticsNo,
    customsCode: inventory?.customsCode,
    emsNo: inventory?.emsNo,
    areaCode: inventory?.areaCode,
  };
  return {
    clearanceId: joined(parcelId, revision),
    parcelId,
    revision,
    outcome: 'EXPIRED',
    returnStatus: RETURN_STATUS.EXPIRED,
    orderNo: group.orderNo,
    ebpCode: parcel.ebpCode,
    ...(Object.fromEntries(Object.entries(known).filter(([, value]) => present(value))) as Partial<typeof known> & {}),
    reasons: [],
    warnings: [],
    missing,
    decidedAt: isoTime(at),
    ruleSet: reference.settings.version,
  } as Clearance;
}

function expireWaybill(story: Story, waybill: HeldWaybill, at: number): void {
  story.happened({ fact: 'spent', key: waybill.key });
  const info = codedInfo(undefined, '超过比对时限 expired, no order claimed this waybill');
  story.tell(documentReceipt('waybill', contentOf(waybill.document), { status: '100', info, at }));
}
