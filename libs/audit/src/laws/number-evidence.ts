import {
  contentOf,
  type ParcelFact,
  type ParcelGroup,
  parcelStage,
  type QuotaFact,
  type ReleaseFact,
  type StockFact,
  type StoredDocument,
} from '@sandan/domain';
import type { Frame } from '../spill/partitions';

/** Where a fact stands. */
export interface Place {
  /** Index of the lane among the lanes of the audit. */
  lane: number;
  seq: number;
}

export type Placed<T> = Place & { fact: T };

/** A ledger line, with the key of its ledger: a buyer, a book. */
export type LedgerLine<T> = Placed<T> & { ledger: string };

export interface ToldReceipt {
  documentType: string;
  guid: string;
  returnStatus: string;
}

/** Everything a store holds of one orderNo. */
export interface NumberEvidence {
  orderNo: string;
  parcels: Placed<ParcelFact>[];
  quota: LedgerLine<QuotaFact>[];
  stock: LedgerLine<StockFact>[];
  notices: Placed<ReleaseFact>[];
  receipts: ToldReceipt[];
  /** `noticeId` of each notice that was told. */
  toldNotices: string[];
  /** Something of the number cannot be read: what is missing proves nothing then. */
  damaged: boolean;
}

/** The value of a frame: one fact, or one output. */
export type FrameValue =
  | [kind: 'fact', lane: number, seq: number, stage: string, key: string, lean: Record<string, unknown>]
  | [kind: 'output', topic: string, key: string]
  | [kind: 'damaged', key: string];

/** Sorts the frames of one file by number. */
export function evidenceOf(frames: Iterable<Frame>): Map<string, NumberEvidence> {
  const numbers = new Map<string, NumberEvidence>();
  for (const { value, document, clearance } of frames) {
    const frame = value as FrameValue;
    if (frame[0] === 'damaged') evidence(numbers, frame[1]).damaged = true;
    else if (frame[0] === 'output') addOutput(evidence(numbers, frame[2]), frame[1], clearance!);
    else addFact(numbers, frame, document, clearance);
  }
  return numbers;
}

function evidence(numbers: Map<string, NumberEvidence>, orderNo: string): NumberEvidence {
  let found = numbers.get(orderNo);
  if (!found) {
    found = {
      orderNo,
      parcels: [],
      quota: [],
      stock: [],
      notices: [],
      receipts: [],
      toldNotices: [],
      damaged: false,
    };
    numbers.set(orderNo, found);
  }
  return found;
}

function addOutput(number: NumberEvidence, topic: string, text: Buffer): void {
  let value: ToldReceipt & { noticeId: string };
  try {
    value = JSON.parse(text.toString('utf8')) as typeof value;
  } catch {
    number.damaged = true;
    return;
  }
  if (topic === 'receipts.v1') {
    const { documentType, guid, returnStatus } = value;
    number.receipts.push({ documentType, guid, returnStatus });
  } else number.toldNotices.push(value.noticeId);
}

function addFact(
  numbers: Map<string, NumberEvidence>,
  [, lane, seq, stage, key, lean]: FrameValue & { 0: 'fact' },
  document: Buffer | undefined,
  clearance: Buffer | undefined,
): void {
  const number = evidence(numbers, numberOf(stage, key, lean));
  const fact = wholeFact(lean, document, clearance);
  if (!fact) number.damaged = true;
  else if (stage === 'parcel') number.parcels.push({ lane, seq, fact: fact as ParcelFact });
  else if (stage === 'quota') number.quota.push({ lane, seq, ledger: key, fact: fact as QuotaFact });
  else if (stage === 'stock') number.stock.push({ lane, seq, ledger: key, fact: fact as StockFact });
  else if (stage === 'release') number.notices.push({ lane, seq, fact: fact as ReleaseFact });
}

/** The orderNo a fact belongs to. A ledger line names its parcel `ebpCode:orderNo`; an orderNo may hold colons. */
export function numberOf(stage: string, key: string, lean: Record<string, unknown>): string {
  if (stage === 'parcel' || stage === 'release') return key;
  const parcelId = String(lean['parcelId']);
  return parcelId.slice(parcelId.indexOf(':') + 1);
}

/** A fact with its texts; undefined when one of them is no JSON any more. */
export function wholeFact(
  lean: Record<string, unknown>,
  document: Buffer | undefined,
  clearance: Buffer | undefined,
): object | undefined {
  if (!document && !clearance) return lean;
  const fact = { ...lean };
  try {
    if (document) {
      const stored = { ...(lean['document'] as StoredDocument), text: document.toString('utf8') };
      // Whoever follows the number reads it anyway; read here, it can be told when it is no JSON any more.
      contentOf(stored);
      fact['document'] = stored;
    }
    if (clearance) fact['clearance'] = JSON.parse(clearance.toString('utf8'));
    return fact;
  } catch {
    return undefined;
  }
}

/** The state of a number after its facts up to a journal entry. */
export function groupOf(number: NumberEvidence, untilSeq = Infinity): ParcelGroup {
  let group = parcelStage.initial(number.orderNo);
  for (const { seq, fact } of number.parcels) if (seq <= untilSeq) group = parcelStage.evolve(group, fact);
  return group;
}
