import {
  type Clearance,
  contentOf,
  decimal,
  formatMoney,
  isoTime,
  masked,
  type ParcelFact,
  present,
  type QuotaFact,
  type ReleaseFact,
  type StockFact,
  type StoredDocument,
} from '@sandan/domain';
import type { Mention } from './find-number';
import type { StoryEvent } from './explanation';

const OPEN_FIELDS = [
  'acturalPaid',
  'amountPaid',
  'payTransactionId',
  'logisticsNo',
  'emsNo',
  'reason',
  'officer',
  'reasonText',
];
const MASKED_FIELDS = ['buyerName', 'payerName', 'consignee'];

/** One event for each fact and each record that was told, in the order of the journal; undefined = not worth a line. */
export function eventOf(mention: Mention): StoryEvent | undefined {
  if (mention.kind === 'told') return toldEvent(mention.topic, mention.value, mention.timestamp);
  const { stage, key, fact } = mention;
  if (stage === 'parcel') return parcelEvent(fact as unknown as ParcelFact);
  if (stage === 'quota') return quotaEvent(fact as unknown as QuotaFact);
  if (stage === 'stock') return stockEvent(key, fact as unknown as StockFact);
  return stage === 'release' ? noticeEvent(fact as unknown as ReleaseFact) : undefined;
}

function parcelEvent(fact: ParcelFact): StoryEvent | undefined {
  switch (fact.fact) {
    case 'taken':
      return documentEvent(fact.kind, fact.document);
    case 'waybillTaken':
      return documentEvent('waybill', fact.document);
    case 'decided':
      return decisionEvent(fact.clearance);
    case 'cancelled':
      return decisionEvent(fact.clearance, 'by a cancellation', fact.document);
    case 'returned':
      return decisionEvent(fact.clearance, 'by a return', fact.document);
    case 'ruled':
      return decisionEvent(fact.clearance, "by an officer's ruling", fact.document);
    case 'left':
      return decisionEvent(fact.clearance, 'it passed the gate', fact.document);
    case 'arrived':
      return documentEvent('arrival of returned goods', fact.document, quantities(fact.lines));
    default:
      return undefined;
  }
}

function documentEvent(kind: string, document: StoredDocument, more: [string, string][] = []): StoryEvent {
  const at = isoTime(document.recordTime);
  return { at, kind: 'document', title: `${kind} taken`, details: [...fieldsOf(document), ...more] };
}

function fieldsOf(document: StoredDocument): [string, string][] {
  const content = contentOf<Record<string, unknown>>(document);
  const known = (names: string[]) => names.filter((name) => present(content[name]));
  return [
    ...known(OPEN_FIELDS).map((name): [string, string] => [name, String(content[name])]),
    ...known(MASKED_FIELDS).map((name): [string, string] => [name, masked(String(content[name]))]),
  ];
}

function decisionEvent(clearance: Clearance, cause?: string, document?: StoredDocument): StoryEvent {
  const { revision, outcome, decidedAt, reasons, invtNo, tax, quota, missing } = clearance;
  const details: [string, string][] = document ? fieldsOf(document) : [];
  if (reasons.length > 0) details.push(['reasons', [...new Set(reasons.map(({ reason }) => reason))].join(', ')]);
  if (missing) details.push(['missing', missing.join(', ')]);
  if (invtNo !== undefined) details.push(['invtNo', invtNo]);
  if (tax) details.push(['tax', `${tax.total} CNY`]);
  if (quota) details.push(quotaDetail(clearance.outcome, quota));
  const by = cause === undefined ? '' : `, ${cause}`;
  return { at: decidedAt, kind: 'decision', title: `decision ${revision}: ${outcome}${by}`, details };
}

/** After a return the two amounts no longer tell what the buyer has used, but what the parcel still counts. */
function quotaDetail(outcome: Clearance['outcome'], quota: NonNullable<Clearance['quota']>): [string, string] {
  const { year, usedBefore, usedAfter, limit } = quota;
  if (outcome !== 'RETURNED') return [`buyer's year ${year}`, `${usedBefore} → ${usedAfter} of ${limit} CNY used`];
  return [`still counted in the buyer's year ${year}`, `${formatMoney(decimal(usedAfter) - decimal(usedBefore))} CNY`];
}

function quotaEvent({ fact, year, amount, used, at }: QuotaFact): StoryEvent {
  const what = fact === 'reserved' ? 'counted' : 'given back';
  const details: [string, string][] = [['used afterwards, with all parcels of the buyer', `${used} CNY`]];
  return {
    at: isoTime(at),
    kind: 'ledger',
    title: `quota: ${amount} CNY ${what} in the buyer's year ${year}`,
    details,
  };
}

const STOCK_WORDS: Readonly<Record<StockFact['fact'], string>> = {
  reserved: 'reserved in',
  'given-back': 'reservation given back in',
  reduced: 'goods left and were written off in',
  returned: 'returned goods booked in again in',
};

function stockEvent(emsNo: string, { fact, items, at }: StockFact): StoryEvent {
  const details = items.map(({ itemRecordNo, qty }): [string, string] => [`item ${itemRecordNo}:`, `quantity ${qty}`]);
  return { at: isoTime(at), kind: 'ledger', title: `stock: ${STOCK_WORDS[fact]} book ${emsNo}`, details };
}

function noticeEvent({ action, parcelId, revision, at }: ReleaseFact): StoryEvent {
  const details: [string, string][] = [['noticeId', `${parcelId}:${revision}:${action}`]];
  return { at: isoTime(at), kind: 'notice', title: `notice to the warehouse: ${action}`, details };
}

function toldEvent(topic: string, value: Record<string, unknown>, timestamp: number): StoryEvent | undefined {
  if (topic !== 'receipts.v1') return undefined;
  const { documentType, returnStatus, returnInfo } = value;
  const title = `receipt ${String(returnStatus)} to ${String(documentType)}`;
  return { at: isoTime(timestamp), kind: 'receipt', title, details: [['returnInfo', String(returnInfo)]] };
}

function quantities(lines: readonly { gnum: number; qty: string }[]): [string, string][] {
  return lines.map(({ gnum, qty }) => [`line ${gnum}:`, `quantity ${qty}`]);
}

/** Receipts that say the same at the same moment read as one. */
export function mergeReceipts(events: readonly StoryEvent[]): StoryEvent[] {
  const merged: StoryEvent[] = [];
  for (const event of events) {
    const last = merged.at(-1);
    const [status, document] = splitReceipt(event);
    if (status === undefined || !last || last.at !== event.at || splitReceipt(last)[0] !== status) merged.push(event);
    else if (JSON.stringify(last.details) !== JSON.stringify(event.details)) merged.push(event);
    else merged[merged.length - 1] = { ...last, title: `${last.title}, ${document}` };
  }
  return merged;
}

function splitReceipt({ title }: StoryEvent): [status: string | undefined, document: string | undefined] {
  const parts = /^(receipt \S+) to (.*)$/.exec(title);
  return [parts?.[1], parts?.[2]];
}
