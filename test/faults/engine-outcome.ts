import type { Clearance, Receipt } from '@sandan/domain';
import type { ToldRecord } from '@sandan/testkit';

/**
 * What a run told, in a form in which two runs of the same records must be equal. Left out is what depends on how parcels
 * of different lanes interleave: numbers given in turn, what other parcels of a buyer had used before, and times.
 */
export interface EngineOutcome {
  /** clearanceId -> what was decided. */
  clearances: Record<string, unknown>;
  /** `documentType keys returnStatus` -> how often. */
  receipts: Record<string, number>;
  notices: string[];
  deadLetters: Record<string, number>;
}

/** Outputs sent again are counted once; throws when the same id came with other bytes. */
export function engineOutcome(told: readonly ToldRecord[]): EngineOutcome {
  const outputs = once(told);
  const of = (topic: string) => outputs.filter((record) => record.topic === topic);
  return {
    clearances: Object.fromEntries(of('clearances.v1').map(({ value }) => decided(JSON.parse(value) as Clearance))),
    receipts: counted(of('receipts.v1').map(({ value }) => receiptLine(JSON.parse(value) as Receipt))),
    notices: of('release-notices.v1').map(({ value }) => noticeLine(value)),
    deadLetters: counted(
      of('dead-letters.v1').map(({ value, headers }) => `${headers['source-topic']} ${headers['reason']} ${value}`),
    ),
  };
}

/** How many different outputs there are: for waiting until all have come. */
export function outputCount(told: readonly ToldRecord[]): number {
  return new Set(told.map(idOf)).size;
}

/** How many numbers of admitted bundles were given to more than one parcel, whenever: they are unique over the port. */
export function sharedNumbers(told: readonly ToldRecord[]): number {
  const parcels = new Map<string, Set<string>>();
  for (const { topic, value } of told) {
    if (topic !== 'clearances.v1') continue;
    const { parcelId, invtNo } = JSON.parse(value) as Clearance;
    if (invtNo !== undefined) parcels.set(invtNo, (parcels.get(invtNo) ?? new Set()).add(parcelId));
  }
  return [...parcels.values()].filter(({ size }) => size > 1).length;
}

function once(told: readonly ToldRecord[]): ToldRecord[] {
  const byId = new Map<string, ToldRecord>();
  for (const record of told) {
    const id = idOf(record);
    const known = byId.get(id);
    if (known && known.value !== record.value) {
      throw new Error(`${id} was told with other bytes:\n${known.value}\n${record.value}`);
    }
    byId.set(id, record);
  }
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
}

/** A receipt has no id of its own: it is the same when all of it is the same. */
export function idOf({ topic, value, headers }: ToldRecord): string {
  if (topic === 'receipts.v1') return `${topic} ${value}`;
  if (topic === 'dead-letters.v1') {
    return `${topic} ${headers['source-topic']}/${headers['source-partition']}/${headers['source-offset']}`;
  }
  const { clearanceId, noticeId } = JSON.parse(value) as { clearanceId?: string; noticeId?: string };
  return `${topic} ${clearanceId ?? noticeId}`;
}

function decided({ clearanceId, outcome, returnStatus, reasons, warnings, tax, missing, inspection }: Clearance) {
  return [clearanceId, { outcome, returnStatus, reasons, warnings, tax, missing, inspection }] as const;
}

function receiptLine(receipt: Receipt): string {
  const { documentType, guid, orderNo, ebpCode, payTransactionId, logisticsNo, returnStatus } = receipt;
  return [documentType, guid, ebpCode, orderNo, payTransactionId, logisticsNo, returnStatus].join(' ');
}

function noticeLine(value: string): string {
  const { invtNo: _invtNo, issuedAt: _issuedAt, ...notice } = JSON.parse(value) as Record<string, unknown>;
  return JSON.stringify(notice);
}

function counted(lines: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of [...lines].sort()) counts[line] = (counts[line] ?? 0) + 1;
  return counts;
}
