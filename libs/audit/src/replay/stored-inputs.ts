import type { Clearance, DocumentInput, ParcelFact, StoredDocument } from '@sandan/domain';
import type { InboundRecord } from '@sandan/pipeline';

/** A stored original on its way through the rules again. */
export interface ReplayRecord extends InboundRecord {
  /** A withdrawal: only its key and time are stored, which is all that it does. */
  input?: DocumentInput;
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
