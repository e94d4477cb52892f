import { isoAt } from './base';
import { cancellation, CLEAN_DEAL, returned, type Deal, type Fields } from './documents';
import { PARCEL } from './expectations';
import { TOPIC } from './records';
import type { ScenarioRecord } from './scenario';

/** Records of a parcel's life after its decision. Times are ms after the start. */
export function cancellationAt(at: number, deal: Deal = CLEAN_DEAL, fields: Fields = {}): ScenarioRecord {
  return keyed(TOPIC.cancellation, at, cancellation(deal, fields), deal);
}

/** A return needs a guid of its own: `number` tells several of one parcel apart. */
export function returnAt(
  at: number,
  pieces: readonly (readonly [gnum: number, qty: string])[],
  deal: Deal = CLEAN_DEAL,
  fields: Fields = {},
  number = 1,
): ScenarioRecord {
  const guid = `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`;
  return keyed(TOPIC.return, at, returned(pieces, deal, { guid, ...fields }), deal);
}

export function rulingAt(
  at: number,
  ruling: 'release' | 'refuse' | 'detain' | 'return',
  fields: Fields = {},
): ScenarioRecord {
  const value = {
    parcelId: PARCEL,
    revision: 1,
    ruling,
    reasonText: '单货相符',
    officer: 'officer-1',
    ruledAt: isoAt(at),
  };
  return { topic: TOPIC.ruling, key: CLEAN_DEAL.orderNo, value: { ...value, ...fields }, at };
}

/** The gate passes the SHIP of a revision. */
export function gateOutAt(at: number, revision = 1, fields: Fields = {}): ScenarioRecord {
  const value = { noticeId: `${PARCEL}:${revision}:SHIP`, passedAt: isoAt(at), vehicle: '豫A00000' };
  return { topic: TOPIC.gateOut, key: CLEAN_DEAL.orderNo, value: { ...value, ...fields }, at };
}

export function arrivalAt(
  at: number,
  pieces: readonly (readonly [gnum: number, qty: string])[],
  fields: Fields = {},
): ScenarioRecord {
  const lines = pieces.map(([gnum, qty]) => ({ gnum, qty }));
  return {
    topic: TOPIC.arrival,
    key: CLEAN_DEAL.orderNo,
    value: { parcelId: PARCEL, lines, arrivedAt: isoAt(at), ...fields },
    at,
  };
}

function keyed(topic: string, at: number, value: Record<string, unknown>, { orderNo }: Deal): ScenarioRecord {
  return { topic, key: orderNo, value, at };
}
