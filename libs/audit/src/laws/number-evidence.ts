import { orderNoOf } from '@sandan/pipeline';
import {
  contentOf,
  type ParcelFact,
  type ParcelGroup,
  parcelStage,
  type QuotaFact,
  type ReleaseFact,
  type StockFact,
  type StoredDocument,
  withoutContent,
} from '@sandan/domain';
import type { Frame } from '../spill/frames';

/** Where a fact stands. */
export interface Place {
  /** Index of the lane among the lanes of the audit. */
  lane: number;
  seq: number;
}

export type Placed<T> = Place & { fact: T };

/** A ledger line, with the key of its ledger: a buyer, a book. */
export type LedgerLine<T> = Placed<T> & { ledger: string };

/** Everything a store holds of one orderNo. */
export interface NumberEvidence {
  orderNo: string;
  parcels: Placed<ParcelFact>[];
  quota: LedgerLine<QuotaFact>[];
  stock: LedgerLine<StockFact>[];
  notices: Placed<ReleaseFact>[];
  /** `documentType guid` of each document that was answered. */
  answered: Set<string>;
  /** `noticeId` of each notice that was told. */
  toldNotices: string[];
  /** Something of the number cannot be read: what is missing proves nothing then. */
  damaged: boolean;
}

/** The value of a frame: one fact, or one output. */
export type FrameValue =
  | [kind: 'fact', lane: number, seq: number, stage: string, key: string, lean: Record<string, unknown>]
  | [kind: 'receipt', orderNo: string, document: string]
  | [kind: 'notice', orderNo: string, noticeId: string]
  | [kind: 'damaged', orderNo: string];

/** Sorts the frames of one piece by number. */
export function evidenceOf(frames: Iterable<Frame>): Map<string, NumberEvidence> {
  const numbers = new Map<string, NumberEvidence>();
  for (const { value, document, clearance } of frames) {
    const frame = value as FrameValue;
    if (frame[0] === 'fact') {
      addFact(numbers, frame, document, clearance);
      continue;
    }
    const number = evidence(numbers, frame[1]);
    if (frame[0] === 'receipt') number.answered.add(frame[2]);
    else if (frame[0] === 'notice') number.toldNotices.push(frame[2]);
    else number.damaged = true;
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
      answered: new Set(),
      toldNotices: [],
      damaged: false,
    };
    numbers.set(orderNo, found);
  }
  return found;
}

/** What is kept of an output that was told under a number; undefined for outputs that prove nothing. */
export function toldFrame(topic: string, orderNo: string, text: Buffer): FrameValue | undefined {
  if (topic !== 'receipts.v1' && topic !== 'release-notices.v1') return undefined;
  try {
    const value = JSON.parse(text.toString('utf8')) as { documentType: string; guid: string; noticeId: string };
    if (topic === 'release-notices.v1') return ['notice', orderNo, value.noticeId];
    return ['receipt', orderNo, `${value.documentType} ${value.guid}`];
  } catch {
    return ['damaged', orderNo];
  }
}

function addFact(
  numbers: Map<string, NumberEvidence>,
  [, lane, seq, stage, key, lean]: FrameValue & { 0: 'fact' },
  document: Buffer | undefined,
  clearance: Buffer | undefined,
): void {
  const number = evidence(numbers, orderNoOf(stage, key, lean));
  const fact = wholeFact(lean, document, clearance);
  if (!fact) number.damaged = true;
  else if (stage === 'parcel') number.parcels.push({ lane, seq, fact: fact as ParcelFact });
  else if (stage === 'quota') number.quota.push({ lane, seq, ledger: key, fact: fact as QuotaFact });
  else if (stage === 'stock') number.stock.push({ lane, seq, ledger: key, fact: fact as StockFact });
  else if (stage === 'release') number.notices.push({ lane, seq, fact: fact as ReleaseFact });
}

/** A fact with its texts; undefined when one of them is no JSON any more, or was not found behind a size that is wrong. */
export function wholeFact(
  lean: Record<string, unknown>,
  document: Buffer | undefined,
  clearance: Buffer | undefined,
): object | undefined {
  const { text } = (lean['document'] ?? {}) as { text?: unknown };
  if ((typeof text === 'number' && !document) || (typeof lean['clearance'] === 'number' && !clearance))
    return undefined;
  if (!document && !clearance) return lean;
  const fact = { ...lean };
  try {
    if (document) {
      const stored = withoutContent({ ...(lean['document'] as StoredDocument), text: document.toString('utf8') });
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
