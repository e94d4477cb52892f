import { type Clearance, contentOf, type ParcelFact, type ParcelGroup, parcelsOf, statusOf } from '@sandan/domain';
import type { LawBook } from './law-book';
import type { NumberEvidence } from './number-evidence';
import type { Snapshot } from './snapshot';

type Taken = Extract<ParcelFact, { fact: 'taken' | 'waybillTaken' }>;

/** Every document of a number that still stands has a receipt, unless its parcel waits (contract 10). */
export function checkReceipts(number: NumberEvidence, group: ParcelGroup, book: LawBook): void {
  const standing = standingDocuments(number);
  book.checked('documents', standing.length);
  for (const { fact, guid, kind } of standing) {
    if (number.answered.has(`${kind} ${guid}`) || number.damaged) continue;
    if (isWaiting(group, fact)) continue;
    book.broken('documents', `${kind} ${guid} of ${number.orderNo}`, 'it has no receipt and its parcel does not wait');
  }
}

/** The documents that were not replaced or withdrawn. */
function standingDocuments({ parcels }: NumberEvidence): { fact: Taken; kind: string; guid: string }[] {
  const standing = new Map<string, Taken>();
  for (const { fact } of parcels) {
    if (fact.fact === 'taken') standing.set(`${fact.kind}:${fact.ebpCode}`, fact);
    else if (fact.fact === 'waybillTaken') standing.set(`waybill:${fact.key}`, fact);
    else if (fact.fact === 'dropped') standing.delete(`${fact.kind}:${fact.ebpCode}`);
    else if (fact.fact === 'waybillDropped') standing.delete(`waybill:${fact.key}`);
  }
  return [...standing.values()].map((fact) => {
    const { guid } = contentOf<{ guid: string }>(fact.document);
    return { fact, guid, kind: fact.fact === 'taken' ? fact.kind : 'waybill' };
  });
}

function isWaiting(group: ParcelGroup, fact: Taken): boolean {
  if (fact.fact === 'waybillTaken') return group.waybills.some(({ key, spent }) => key === fact.key && !spent);
  const parcel = parcelsOf(group).find(({ ebpCode }) => ebpCode === fact.ebpCode);
  return parcel !== undefined && ['OPEN', 'DECIDING'].includes(statusOf(parcel));
}

const NOTICED: Partial<Record<string, string>> = { RELEASED: 'SHIP', INSPECTION: 'HOLD', MANUAL_REVIEW: 'HOLD' };
const TAKEN_BACK: ReadonlySet<string> = new Set(['CANCELLED', 'REFUSED', 'RETURNED']);

/** Each decision that a warehouse must know of has exactly its notice, and no notice is without its decision. */
export function checkNotices(number: NumberEvidence, book: LawBook, snapshot: Snapshot): void {
  const expected = expectedNotices(number);
  const told = number.toldNotices;
  book.checked('notices', Math.max(expected.size, told.length));
  const seen = new Set<string>();
  for (const noticeId of told) {
    if (seen.has(noticeId)) book.broken('notices', noticeId, 'it was issued twice');
    else if (!expected.has(noticeId) && !number.damaged) book.broken('notices', noticeId, 'no decision asked for it');
    seen.add(noticeId);
  }
  for (const [noticeId, place] of expected) {
    if (seen.has(noticeId)) continue;
    if (snapshot.underway('release', number.orderNo, place)) snapshot.waits++;
    else book.broken('notices', noticeId, 'it was never issued');
  }
}

/** A warehouse holds or ships; STOP only takes that back, and not from a return after the release (contract 9, 13). */
function expectedNotices({ parcels }: NumberEvidence): Map<string, { lane: number; seq: number }> {
  const expected = new Map<string, { lane: number; seq: number }>();
  const last = new Map<string, string>();
  for (const { lane, seq, fact } of parcels) {
    const clearance = (fact as { clearance?: Clearance }).clearance;
    if (!clearance) continue;
    const { parcelId, revision, outcome } = clearance;
    const standing = last.get(parcelId);
    const stops = TAKEN_BACK.has(outcome) && fact.fact !== 'returned';
    const action = NOTICED[outcome] ?? (stops && standing !== undefined && standing !== 'STOP' ? 'STOP' : undefined);
    if (action === undefined) continue;
    last.set(parcelId, action);
    expected.set(`${parcelId}:${revision}:${action}`, { lane, seq });
  }
  return expected;
}
