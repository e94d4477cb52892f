import type { AppType, BundleKind, LifeState, ReferenceData, Relation } from '@sandan/domain';
import { BASE_REFERENCE, HOUR, MINUTE } from '../../seeds/scenarios/base';
import { TOOTHPASTE } from '../../seeds/scenarios/base-goods';
import { DECLARED_DEAL, type Deal, type Fields } from '../../seeds/scenarios/documents';
import { arrivalAt, cancellationAt, gateOutAt, returnAt, rulingAt } from '../../seeds/scenarios/life-records';
import { inventoryAt, orderAt, paymentAt, waybillAt } from '../../seeds/scenarios/records';
import { changes, hsRow, inspection, type ReferenceChange } from '../../seeds/scenarios/reference-changes';
import type { ScenarioRecord } from '../../seeds/scenarios/scenario';

const SENT_AT = { order: orderAt, payment: paymentAt, waybill: waybillAt, inventory: inventoryAt };
const KINDS = ['order', 'payment', 'waybill', 'inventory'] as const;

/** The stored document is written at noon of the start; times around it. */
const STORED = '20261111000100';
const BEFORE = '20261111000000';
const AFTER = '20261112120000';

/** The probe comes this long after the start, when an expiring parcel has expired. */
export const PROBE_AT = 30 * HOUR;

/** Records that bring a parcel into a state with a document standing so to it, and the document itself. */
export interface Cell {
  reference: ReferenceData;
  before: ScenarioRecord[];
  probe: ScenarioRecord;
  /** The guid of the probe, by which its receipts are found. */
  guid: string;
}

export type LaterKind = 'cancellation' | 'return' | 'ruling' | 'gate-out' | 'arrival';

/** A record of a parcel's later life meets the parcel in a state. */
export function laterCellOf(kind: LaterKind, state: LifeState): Cell {
  const cell = cellOf('order', '1', state, state === 'EMPTY' ? 'new' : 'same');
  const deal: Deal = { ...DECLARED_DEAL, appTime: STORED };
  const revision = after(state, deal).length + 1;
  return { ...cell, before: state === 'EMPTY' ? [] : cell.before, probe: laterProbe(kind, revision, deal) };
}

function laterProbe(kind: LaterKind, revision: number, deal: Deal): ScenarioRecord {
  switch (kind) {
    case 'cancellation':
      return cancellationAt(PROBE_AT, deal, { guid: PROBE_GUID });
    case 'return':
      return returnAt(PROBE_AT, [[1, '1']], deal, { guid: PROBE_GUID });
    case 'ruling':
      return rulingAt(PROBE_AT, 'release', { revision, dutyRates: [{ gnum: 1, rate: '0.1' }] });
    case 'gate-out':
      return gateOutAt(PROBE_AT, revision);
    case 'arrival':
      return arrivalAt(PROBE_AT, [[1, '1']]);
  }
}

const PROBE_GUID = '00000000-0000-5000-8000-999999999999';
/** A document of its own key, for the place that another holds. */
const OTHER_KEYS = { payTransactionId: 'TXN-OTHER', logisticsNo: 'WB-OTHER' };

export function cellOf(kind: BundleKind, appType: AppType, state: LifeState, relation: Relation): Cell {
  const deal: Deal = state === 'MANUAL_REVIEW' ? UNRATED : { ...DECLARED_DEAL, appTime: STORED };
  return {
    reference: referenceOf(state)(BASE_REFERENCE),
    before: [...burial(kind, relation, deal), ...documents(kind, state, relation, deal), ...after(state, deal)],
    probe: probe(kind, appType, { state, relation }, deal),
    guid: PROBE_GUID,
  };
}

/** One piece over the single limit whose duty rate nobody knows. */
const UNRATED: Deal = {
  ...DECLARED_DEAL,
  appTime: STORED,
  goods: [{ item: TOOTHPASTE, qty: '1', price: '5600.00' }],
};

function referenceOf(state: LifeState): ReferenceChange {
  if (state === 'MANUAL_REVIEW') return hsRow(TOOTHPASTE.gcode, { mfnRate: '' });
  const drawn = state === 'INSPECTION' || state === 'DETAINED' || state === 'RULED_OUT' || state === 'SENT_BACK';
  return drawn ? inspection({ rates: { advanced: 1, regular: 1, discredited: 1 }, roster: ['officer-1'] }) : changes();
}

/** The withdrawn document: of a key of its own where another is to take the place. */
function burial(kind: BundleKind, relation: Relation, deal: Deal): ScenarioRecord[] {
  if (relation !== 'buried') return [];
  const buried = { ...deal, ...OTHER_KEYS };
  return [SENT_AT[kind](0, buried), SENT_AT[kind](0, buried, { appType: '3', appTime: AFTER })];
}

/** Documents that lead to the state, in the order of their kinds. */
function documents(kind: BundleKind, state: LifeState, relation: Relation, deal: Deal): ScenarioRecord[] {
  if (state === 'EMPTY') return [];
  // A waiting parcel that expires waits from the start; one that shall still be open comes shortly before the probe.
  const at = state === 'OPEN' ? PROBE_AT - HOUR : MINUTE;
  const missing = missingOf(kind, state, relation);
  return KINDS.filter((one) => !missing.includes(one)).map((one, place) =>
    SENT_AT[one](at + place, deal, mismatch(one, state)),
  );
}

/** A refused parcel is one whose waybill goes to somebody else. */
function mismatch(kind: BundleKind, state: LifeState): Fields {
  return state === 'REFUSED' && kind === 'waybill' ? { consignee: '王大明' } : {};
}

/** What keeps a parcel open: the probed document itself when its place must be free, else another one. */
function missingOf(kind: BundleKind, state: LifeState, relation: Relation): BundleKind[] {
  if (state !== 'OPEN' && state !== 'EXPIRED') return [];
  const other = kind === 'payment' ? 'waybill' : 'payment';
  const isFree = relation === 'new' || relation === 'buried';
  return isFree ? [kind, other] : [other];
}

function after(state: LifeState, deal: Deal): ScenarioRecord[] {
  const at = HOUR;
  switch (state) {
    case 'DETAINED':
      return [rulingAt(at, 'detain')];
    case 'RULED_OUT':
      return [rulingAt(at, 'refuse')];
    case 'SENT_BACK':
      return [rulingAt(at, 'return')];
    case 'CANCELLED':
      return [cancellationAt(at, deal)];
    case 'CLOSED':
      return [gateOutAt(at)];
    case 'RETURNED':
      return [returnAt(at, [[1, '1']], deal)];
    default:
      return [];
  }
}

function probe(
  kind: BundleKind,
  appType: AppType,
  { state, relation }: { state: LifeState; relation: Relation },
  deal: Deal,
): ScenarioRecord {
  const hasOtherKey = relation === 'another' || relation === 'buried';
  const sent = hasOtherKey ? { ...deal, ...OTHER_KEYS } : deal;
  return SENT_AT[kind](PROBE_AT, sent, {
    ...mismatch(kind, state),
    ...probeFields(relation),
    appType,
    guid: PROBE_GUID,
  });
}

function probeFields(relation: Relation): Fields {
  const differs = { note: 'probed' };
  switch (relation) {
    case 'same':
      return { appTime: AFTER };
    case 'older':
      return { ...differs, appTime: BEFORE };
    case 'buried':
      return { appTime: AFTER };
    default:
      return { ...differs, appTime: AFTER };
  }
}
