import type { Clearance, DocumentInput, ParcelFact, ParcelInput, StoredDocument } from '@sandan/domain';
import type { InboundRecord } from '@sandan/pipeline';

/** A stored original on its way through the rules again. */
export interface ReplayRecord extends InboundRecord {
  /**
   * What it asks for, where no original is stored: of a withdrawal only key and time are, which is all that it does; an
   * input that had to wait stands in the journal as it was read.
   */
  input?: ParcelInput;
}

/** What a fact says of the input behind it. */
export interface StoredInput {
  topic: string;
  document?: StoredDocument;
  withdrawal?: DocumentInput;
}

const DOCUMENT_TOPICS = { order: 'orders.v1', payment: 'payments.v1', inventory: 'inventories.v1' } as const;
const LIFE_TOPICS = {
  cancelled: 'cancellations.v1',
  returned: 'returns.v1',
  ruled: 'rulings.v1',
  left: 'gate-outs.v1',
  arrived: 'return-arrivals.v1',
} as const;

/** The input that a fact was the first to tell of; undefined for a fact that follows from another. */
export function inputOf(fact: ParcelFact): StoredInput | undefined {
  switch (fact.fact) {
    case 'taken':
      return { topic: DOCUMENT_TOPICS[fact.kind], document: fact.document };
    case 'waybillTaken':
      return { topic: 'logistics.v1', document: fact.document };
    case 'cancelled':
    case 'returned':
    case 'ruled':
    case 'left':
    case 'arrived':
      return { topic: LIFE_TOPICS[fact.fact], document: fact.document };
    case 'buried':
      return { topic: 'orders.v1', withdrawal: withdrawalOf(fact) };
    default:
      return undefined;
  }
}

function withdrawalOf({ kind, key, appTime }: Extract<ParcelFact, { fact: 'buried' }>): DocumentInput {
  const [first = '', rest = ''] = splitOnce(key);
  const keys = {
    order: { ebpCode: key },
    inventory: { ebpCode: key },
    payment: { payCode: first, payTransactionId: rest },
    waybill: { logisticsCode: first, logisticsNo: rest },
  }[kind];
  const content = { guid: '', appType: '3', appTime, appStatus: '2', ...keys };
  return { type: 'document', kind, text: JSON.stringify(content), content, faults: [] };
}

function splitOnce(key: string): string[] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
}

/** The business clock that a fact shows, ms; undefined where it shows none. */
export function clockOf(fact: ParcelFact): number | undefined {
  if (fact.fact === 'deciding') return fact.deciding.at;
  const { clearance } = fact as { clearance?: Clearance };
  return clearance ? Date.parse(clearance.decidedAt) : undefined;
}

/** The record of an input; its offset is given when it is run. */
export function replayRecord(key: string, input: StoredInput, recordTime: number): ReplayRecord {
  const { topic, document, withdrawal } = input;
  const record = recordOf(topic, key, recordTime);
  if (document) return { ...record, value: Buffer.from(document.text.toString()) };
  return withdrawal
    ? { ...record, input: { ...withdrawal, content: { ...withdrawal.content, orderNo: key } } }
    : record;
}

export function parkedRecord(key: string, input: ParcelInput, recordTime: number): ReplayRecord {
  return { ...recordOf(DOCUMENT_TOPICS.order, key, recordTime), input };
}

function recordOf(topic: string, key: string, timestamp: number): ReplayRecord {
  return { topic, partition: 0, offset: 0n, key: Buffer.from(key), value: NOTHING, timestamp };
}

const NOTHING = new Uint8Array();
