import { syntheticIdNumber, syntheticName, syntheticTelephone } from '../identity';
import type { DayRecord } from './day-options';
import type { OpenDay } from './open-day';
import type { ParcelDraft } from './parcel-draft';
import type { PlannedEvent } from './parcel-life';
import { transmissionGuid } from './serials';

interface EventSending {
  planned: PlannedEvent;
  place: number;
  atMs: number;
}

/** A record of an officer, a warehouse or a declarant about a decided parcel. */
export function eventRecord(day: OpenDay, draft: ParcelDraft, sending: EventSending): DayRecord {
  const { topic, value } = eventOf(day, draft, sending);
  return { topic, key: draft.orderNo, value, timestamp: sending.atMs };
}

function eventOf(day: OpenDay, draft: ParcelDraft, sending: EventSending): Pick<DayRecord, 'topic' | 'value'> {
  const { planned, atMs } = sending;
  const parcelId = `${draft.platform.code}:${draft.orderNo}`;
  const moment = isoInBeijing(atMs);
  switch (planned.event) {
    case 'cancellation':
      return { topic: 'cancellations.v1', value: application(day, draft, sending, '买家取消订单') };
    case 'return': {
      const lines = planned.pieces.map(({ gnum, qty }) => returnedLine(draft, gnum, qty));
      return { topic: 'returns.v1', value: { ...application(day, draft, sending, '买家退货'), lines } };
    }
    case 'arrival': {
      const lines = planned.pieces.map(({ gnum, qty }) => ({ gnum, qty: String(qty) }));
      return { topic: 'return-arrivals.v1', value: { parcelId, lines, arrivedAt: moment } };
    }
    case 'gate-out': {
      const value = { noticeId: `${parcelId}:${planned.revision}:SHIP`, passedAt: moment, vehicle: '豫A00000' };
      return { topic: 'gate-outs.v1', value };
    }
    case 'ruling':
      return { topic: 'rulings.v1', value: { parcelId, ...ruling(draft, planned), ruledAt: moment } };
  }
}

const REASONS = {
  release: '单货相符',
  refuse: '单货不符',
  detain: '移交处置',
  return: '不予进境，退运',
} as const;

function ruling(draft: ParcelDraft, { ruling: word, revision, officer }: Extract<PlannedEvent, { event: 'ruling' }>) {
  const isReleased = word === 'release' && draft.fault === 'duty-rate-unknown';
  const dutyRates = draft.lines.map((_, index) => ({ gnum: index + 1, rate: '0.08' }));
  return { revision, ruling: word, reasonText: REASONS[word], officer, ...(isReleased && { dutyRates }) };
}

function returnedLine({ lines }: ParcelDraft, gnum: number, qty: number): object {
  const { recorded } = lines[gnum - 1]!.item;
  return { gnum, gcode: recorded.gcode, gname: recorded.gname, qty: String(qty), unit: recorded.unit };
}

/** What a cancellation (CEB623) and a return (CEB625) say of their parcel. */
function application(day: OpenDay, draft: ParcelDraft, { place, atMs }: EventSending, reason: string): object {
  const { platform, merchant, carrier, agent, book, buyer } = draft;
  return {
    guid: transmissionGuid(day.seedWord, draft.index, place),
    appType: '1',
    appTime: day.stampOf(atMs),
    appStatus: '2',
    customsCode: book.customsCode,
    orderNo: draft.orderNo,
    ebpCode: platform.code,
    ebpName: platform.name,
    ebcCode: merchant.code,
    ebcName: merchant.name,
    logisticsNo: day.waybillNoOf(draft.index),
    logisticsCode: carrier.code,
    logisticsName: carrier.name,
    buyerIdType: '1',
    buyerIdNumber: syntheticIdNumber(buyer),
    buyerName: syntheticName(buyer),
    buyerTelephone: syntheticTelephone(buyer),
    agentCode: agent.code,
    agentName: agent.name,
    reason,
  };
}

function isoInBeijing(atMs: number): string {
  return `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`;
}
