import {
  checkEvent,
  EVENT_KEY,
  type EventKind,
  eventOrderNo,
  type EventTopic,
  TOPIC_EVENT,
  withoutExactNumbers,
} from '@sandan/contracts';
import type { EventInput, GateOut, LineQuantity, RecordOrigin, ReturnArrival, Ruling } from '@sandan/domain';
import type { InboundRecord } from '../ports/records';
import { decode, textKey } from './document-intake';
import type { Intake } from './intake';

/** Reads a record of an officer or a warehouse. Nobody is owed a receipt: what is not in order is a dead letter. */
export function readEvent(record: InboundRecord): Intake {
  const kind = TOPIC_EVENT[record.topic as EventTopic];
  const decoded = decode(record);
  if (!decoded.ok) return { deadLetter: decoded.reason };
  const value = decoded.exact ? withoutExactNumbers(decoded.value) : decoded.value;
  const orderNo = eventOrderNo(kind, value);
  if (orderNo === undefined)
    return { deadLetter: 'business-key-missing', detail: `${EVENT_KEY[kind]} names no parcel` };
  if (textKey(record.key) !== orderNo) return { deadLetter: 'key-mismatch' };
  const faults = checkEvent(kind, decoded.value);
  if (faults.length > 0) {
    return { deadLetter: 'field-fault', detail: faults.map(({ field, why }) => `${field}: ${why}`).join('; ') };
  }
  const { topic, partition, offset, headers } = record;
  const origin = {
    topic,
    partition,
    offset: String(offset),
    key: orderNo,
    text: String(decoded.text),
    ...(headers && { headers }),
  };
  return { key: orderNo, input: eventInput(kind, value, origin) };
}

function eventInput(kind: EventKind, value: Record<string, unknown>, origin: RecordOrigin): EventInput {
  switch (kind) {
    case 'ruling':
      return { type: 'ruling', ruling: rulingOf(value), origin };
    case 'gate-out': {
      const { noticeId, passedAt, vehicle } = value as unknown as GateOut;
      return { type: 'gate-out', gateOut: { noticeId, passedAt, ...(vehicle && { vehicle }) }, origin };
    }
    case 'arrival': {
      const { parcelId, arrivedAt } = value as unknown as ReturnArrival;
      return { type: 'arrival', arrival: { parcelId, lines: quantitiesOf(value['lines']), arrivedAt }, origin };
    }
  }
}

function rulingOf(value: Record<string, unknown>): Ruling {
  const { parcelId, revision, ruling, reasonText, officer, ruledAt, detainStatus, dutyRates } =
    value as unknown as Ruling;
  return {
    parcelId,
    revision: Number(revision),
    ruling,
    reasonText: reasonText ?? '',
    officer,
    ruledAt,
    ...(detainStatus && { detainStatus }),
    ...(dutyRates && { dutyRates: dutyRates.map(({ gnum, rate }) => ({ gnum: Number(gnum), rate: String(rate) })) }),
  };
}

function quantitiesOf(lines: unknown): LineQuantity[] {
  return (lines as LineQuantity[]).map(({ gnum, qty }) => ({ gnum: Number(gnum), qty: String(qty) }));
}
