import type { Inventory, Order, Payment, Waybill } from '@sandan/domain';
import type { DayRecord } from './day-options';
import { inventoryDocument } from './inventory-document';
import type { OpenDay } from './open-day';
import { orderDocument } from './order-document';
import { type ParcelDraft, draftParcel } from './parcel-draft';
import { eventRecord } from './life-record';
import { isEvent, type PlannedEvent, planLife } from './parcel-life';
import { type PlannedKind, type PlannedRecord, planParcel } from './parcel-plan';
import { paymentDocument } from './payment-document';
import { spoilsOf } from './spoil';
import type { Sending } from './transmission';
import { waybillDocument } from './waybill-document';

const TOPICS: Readonly<Record<PlannedKind, string>> = {
  order: 'orders.v1',
  payment: 'payments.v1',
  waybill: 'logistics.v1',
  inventory: 'inventories.v1',
};

const BUSINESS_KEYS: Readonly<Record<PlannedKind, string>> = {
  order: 'ebpCode',
  payment: 'payTransactionId',
  waybill: 'logisticsNo',
  inventory: 'ebpCode',
};

function document(day: OpenDay, draft: ParcelDraft, sending: Sending): Order | Payment | Waybill | Inventory {
  const spoils = sending.planned.mended ? undefined : spoilsOf(draft);
  switch (sending.planned.kind) {
    case 'order': {
      const order = orderDocument(day, draft, sending);
      spoils?.order?.(order, draft, day);
      return order;
    }
    case 'payment': {
      const payment = paymentDocument(day, draft, sending);
      spoils?.payment?.(payment, draft, day);
      return payment;
    }
    case 'waybill': {
      const waybill = waybillDocument(day, draft, sending);
      spoils?.waybill?.(waybill, draft, day);
      return waybill;
    }
    case 'inventory': {
      const inventory = inventoryDocument(day, draft, sending);
      spoils?.inventory?.(inventory, draft, day);
      return inventory;
    }
  }
}

/** The value as it goes out: a document, one without its business key, or the text of one cut short. */
function outwardValue(value: object, planned: PlannedRecord): object | string {
  if (planned.form === 'cut') {
    const text = JSON.stringify(value);
    return text.slice(0, Math.floor(text.length * 0.7));
  }
  if (planned.form !== 'keyless') return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== BUSINESS_KEYS[planned.kind]));
}

/** All that is sent for a parcel: its documents, and on a day with life what comes after the decision. */
export function recordsOf(day: OpenDay, draft: ParcelDraft): (PlannedRecord | PlannedEvent)[] {
  const documents = planParcel(draft);
  return day.life ? [...documents, ...planLife(day, draft, documents)] : documents;
}

/** The record at `place` of a parcel's plan, sent at `atMs`. */
export function dayRecord(day: OpenDay, index: number, place: number, atMs: number): DayRecord {
  const draft = draftParcel(day, index);
  const planned = recordsOf(day, draft)[place];
  if (!planned) throw new RangeError(`parcel ${index} has no record ${place}`);
  if (isEvent(planned)) return eventRecord(day, draft, { planned, place, atMs });
  const sending: Sending = { planned, place, atMs, openedMs: atMs - planned.delayMs };
  return {
    topic: TOPICS[planned.kind],
    key: draft.orderNo,
    value: outwardValue(document(day, draft, sending), planned),
    timestamp: atMs,
  };
}
