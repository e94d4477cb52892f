import type { Inspection } from '@sandan/domain';
import { syntheticDistrict } from '../identity';
import { Prng } from '../prng';
import { type DayFault, intendedOutcome } from './day-fault';
import type { OpenDay } from './open-day';
import type { ParcelDraft } from './parcel-draft';
import type { PlannedKind, PlannedRecord } from './parcel-plan';

export type RulingWord = 'release' | 'refuse' | 'detain' | 'return';

/** One record of a parcel's life after its decision. */
export type PlannedEvent = { delayMs: number } & (
  | { event: 'cancellation' }
  | { event: 'return' | 'arrival'; pieces: { gnum: number; qty: number }[] }
  | { event: 'ruling'; ruling: RulingWord; revision: number; officer: string }
  | { event: 'gate-out'; revision: number }
);

export function isEvent(planned: PlannedRecord | PlannedEvent): planned is PlannedEvent {
  return 'event' in planned;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** A stream of the generator of its own: the documents of a day are the same with life and without. */
const LIFE_STREAM = 0x4c_49_46_45;
const REVIEWER = 'reviewer-01';

/** Faults of one document, which its sender puts right when the parcel comes back. */
const MENDABLE: Partial<Record<DayFault, PlannedKind>> = {
  'amount-mismatch': 'payment',
  'payer-mismatch': 'payment',
  'pay-company-mismatch': 'order',
  'pay-transaction-mismatch': 'order',
  'consignee-mismatch': 'waybill',
  'inventory-parties-mismatch': 'inventory',
  'inventory-waybill-mismatch': 'inventory',
  'inventory-buyer-mismatch': 'inventory',
  'inventory-phone-mismatch': 'inventory',
  'inventory-line-count': 'inventory',
  'inventory-line-content': 'inventory',
};

/** A parcel whose life goes on: the revision that stands, and when it was made, ms after the parcel's first record. */
interface Standing {
  revision: number;
  atMs: number;
}

/**
 * What happens to a parcel after its decision. About nine in ten are let through the gate; the others are cancelled,
 * ruled out or forgotten, and one in twelve of those that left comes back.
 */
export function planLife(
  day: OpenDay,
  draft: ParcelDraft,
  documents: readonly PlannedRecord[],
): (PlannedRecord | PlannedEvent)[] {
  const random = new Prng(day.seedWord ^ LIFE_STREAM, draft.index);
  const lastMs = documents.reduce((last, { delayMs }) => Math.max(last, delayMs), 0);
  const outcome = intendedOutcome(draft.fault);
  const first: Standing = { revision: 1, atMs: lastMs };
  if (outcome === 'WAITING') return [];
  if (outcome !== 'REFUSED') return decidedLife(day, draft, random, first);
  const kind = MENDABLE[draft.fault];
  if (!kind || random.chance(0.4)) return [];
  const delayMs = lastMs + random.between(10 * MINUTE_MS, 12 * HOUR_MS);
  const mended: PlannedRecord = { kind, delayMs, appType: '2', form: 'declared', edition: 0, mended: true };
  return [mended, ...decidedLife(day, draft, random, { revision: 2, atMs: delayMs })];
}

function decidedLife(day: OpenDay, draft: ParcelDraft, random: Prng, decided: Standing): PlannedEvent[] {
  const isReviewed = intendedOutcome(draft.fault) === 'MANUAL_REVIEW';
  const inspection = isReviewed ? undefined : inspectionOf(day, draft);
  if (!isReviewed && !inspection) return releasedLife(draft, random, decided);
  const officer = inspection?.inspector ?? REVIEWER;
  const at = decided.atMs + random.between(HOUR_MS, 20 * HOUR_MS);
  const rule = (ruling: RulingWord, revision: number, delayMs: number): PlannedEvent => {
    return { event: 'ruling', ruling, revision, officer, delayMs };
  };
  const { revision } = decided;
  const roll = random.int(100);
  if (roll < 5) return [rule('refuse', revision, at)];
  if (roll < 9) return [rule('return', revision, at)];
  if (roll >= 15) {
    return [rule('release', revision, at), ...releasedLife(draft, random, { revision: revision + 1, atMs: at })];
  }
  const freedMs = at + random.between(HOUR_MS, 3 * DAY_MS);
  return [
    rule('detain', revision, at),
    rule('release', revision + 1, freedMs),
    ...releasedLife(draft, random, { revision: revision + 2, atMs: freedMs }),
  ];
}

function releasedLife(draft: ParcelDraft, random: Prng, { revision, atMs }: Standing): PlannedEvent[] {
  const roll = random.int(1_000);
  if (roll < 25) return [{ event: 'cancellation', delayMs: atMs + random.between(2 * MINUTE_MS, HOUR_MS) }];
  // Nobody comes for it: it stays on the list of parcels that have not left.
  if (roll < 35) return [];
  const gateMs = atMs + random.between(2 * HOUR_MS, 40 * HOUR_MS);
  return [{ event: 'gate-out', revision, delayMs: gateMs }, ...returnedLife(draft, random, { revision, atMs: gateMs })];
}

/** Within thirty days of the release, and back within forty-five. */
function returnedLife(draft: ParcelDraft, random: Prng, { atMs }: Standing): PlannedEvent[] {
  if (!random.chance(0.08)) return [];
  const returnedMs = atMs + random.between(DAY_MS, 26 * DAY_MS);
  const pieces = random.chance(0.5)
    ? draft.lines.map(({ qty }, index) => ({ gnum: index + 1, qty }))
    : [{ gnum: 1 + random.int(draft.lines.length), qty: 1 }];
  const announced: PlannedEvent = { event: 'return', pieces, delayMs: returnedMs };
  // One in ten never arrives.
  if (random.chance(0.1)) return [announced];
  return [announced, { event: 'arrival', pieces, delayMs: returnedMs + random.between(DAY_MS, 9 * DAY_MS) }];
}

function inspectionOf(day: OpenDay, draft: ParcelDraft): Inspection | undefined {
  const { orderNo, platform, merchant, warehouse, consignee, lines } = draft;
  const consigneeDistrict = syntheticDistrict(consignee);
  return day.inspectionOf({
    order: { ebpCode: platform.code, orderNo, ebcCode: merchant.code, ...(consigneeDistrict && { consigneeDistrict }) },
    inventory: {
      areaCode: warehouse.code,
      lines: lines.map(({ item: { recorded } }) => ({ gcode: recorded.gcode, country: recorded.country })),
    },
  });
}
