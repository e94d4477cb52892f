import {
  type Clearance,
  decimal,
  formatMoney,
  formatQuantity,
  type Parcel,
  type ParcelFact,
  type ParcelGroup,
  parcelsOf,
  parcelStage,
  type QuotaFact,
  quotaStage,
  type QuotaState,
  type ReferenceData,
  type ReleaseFact,
  releaseStage,
  type ReleaseState,
  type StockFact,
  stockStage,
  type StockState,
  lifeStateOf,
  quantityOf,
} from '@sandan/domain';
import { bookBreaks } from './book-laws';
import type { PortOfLanes } from './port-of-lanes';
import type { Walk } from './walk';

/** Everything that does not hold after a walk; an empty list = all laws hold. */
export async function brokenLaws(port: PortOfLanes, walk: Walk, data: ReferenceData): Promise<string[]> {
  const groups = await port.statesOf<ParcelGroup>('parcel', (state, key, fact) =>
    parcelStage.evolve(state ?? parcelStage.initial(key), fact as ParcelFact),
  );
  const parcels = [...groups.values()].flatMap(parcelsOf);
  const quota = await port.statesOf<QuotaState>('quota', (state, key, fact) =>
    quotaStage.evolve(state ?? quotaStage.initial(key), fact as QuotaFact),
  );
  const stock = await port.statesOf<StockState>('stock', (state, key, fact) =>
    stockStage.evolve(state ?? stockStage.initial(key), fact as StockFact),
  );
  return [
    ...(await bookBreaks(port, data, { groups, quota, stock })),
    ...(await quotaBreaks(port, parcels, data)),
    ...stockBreaks(stock, parcels, data),
    ...stuckParcels([...groups.values()]),
    ...(await noticeBreaks(port, groups)),
    ...outputBreaks(port),
    ...unanswered(port, walk),
  ];
}

/** Outcomes that count quota; a refusal by the limit names the quota without counting. */
function countedOf({ clearances }: Parcel): bigint {
  const last = clearances.at(-1);
  if (!last?.quota || last.outcome === 'REFUSED') return 0n;
  return decimal(last.quota.usedAfter) - decimal(last.quota.usedBefore);
}

async function quotaBreaks(port: PortOfLanes, parcels: Parcel[], data: ReferenceData): Promise<string[]> {
  const limit = decimal(data.settings.annualLimit);
  const breaks: string[] = [];
  const states = await port.statesOf<QuotaState>('quota', (state, _key, fact) => {
    const next = quotaStage.evolve(state ?? quotaStage.initial(''), fact as QuotaFact);
    for (const [year, used] of Object.entries(next.used)) {
      if (decimal(used) > limit) breaks.push(`quota of ${year}: ${used} is over the limit`);
      if (decimal(used) < 0n) breaks.push(`quota of ${year}: ${used} is below 0`);
    }
    return next;
  });
  const used = [...states.values()].flatMap((state) => Object.values(state.used));
  const sum = used.reduce((total, amount) => total + decimal(amount), 0n);
  const counted = parcels.reduce((total, parcel) => total + countedOf(parcel), 0n);
  if (sum !== counted) breaks.push(`quota: ${formatMoney(sum)} used, parcels count ${formatMoney(counted)}`);
  return breaks;
}

function stockBreaks(states: ReadonlyMap<string, StockState>, parcels: Parcel[], data: ReferenceData): string[] {
  const breaks: string[] = [];
  const held = heldStock(parcels);
  for (const { emsNo, items } of data.books) {
    const state = states.get(emsNo);
    for (const { itemRecordNo, stock } of items) {
      const key = `${emsNo}/${itemRecordNo}`;
      const inBook = quantityOf(state?.reserved, itemRecordNo);
      const gone = quantityOf(state?.reduced, itemRecordNo);
      if (inBook + gone > decimal(stock)) breaks.push(`stock of ${key}: more taken than there was`);
      const parcel = held.get(key) ?? { reserved: 0n, reduced: 0n };
      if (inBook !== parcel.reserved || gone !== parcel.reduced) {
        const show = (a: bigint, b: bigint) => `${formatQuantity(a)} reserved, ${formatQuantity(b)} reduced`;
        breaks.push(`stock of ${key}: ${show(inBook, gone)}; parcels ${show(parcel.reserved, parcel.reduced)}`);
      }
    }
  }
  return breaks;
}

/** What parcels hold of each item: their lines less what arrived again. */
function heldStock(parcels: Parcel[]): Map<string, { reserved: bigint; reduced: bigint }> {
  const held = new Map<string, { reserved: bigint; reduced: bigint }>();
  for (const { admitted, leftWith, arrivals = [] } of parcels) {
    if (!admitted) continue;
    const part = leftWith === undefined ? 'reserved' : 'reduced';
    for (const { gnum, itemRecordNo, qty } of admitted.lines) {
      const key = `${admitted.emsNo}/${itemRecordNo}`;
      const quantities = held.get(key) ?? { reserved: 0n, reduced: 0n };
      const back = arrivals.flatMap(({ lines }) => lines).filter((line) => line.gnum === gnum);
      quantities[part] += decimal(qty) - back.reduce((sum, line) => sum + decimal(line.qty), 0n);
      held.set(key, quantities);
    }
  }
  return held;
}

function stuckParcels(groups: ParcelGroup[]): string[] {
  return groups.flatMap((group) => [
    ...(group.parked.length > 0 ? [`${group.orderNo}: ${group.parked.length} records wait for an answer`] : []),
    ...parcelsOf(group)
      .filter(({ deciding }) => deciding)
      .map(({ ebpCode }) => `${ebpCode}:${group.orderNo} waits for an answer`),
  ]);
}

/** The last notice of a parcel is what its outcome asks for. */
async function noticeBreaks(port: PortOfLanes, groups: ReadonlyMap<string, ParcelGroup>): Promise<string[]> {
  const states = await port.statesOf<ReleaseState>('release', (state, _key, fact) =>
    releaseStage.evolve(state ?? releaseStage.initial(''), fact as ReleaseFact),
  );
  return [...groups].flatMap(([orderNo, group]) =>
    parcelsOf(group).flatMap((parcel) => {
      const action = states.get(orderNo)?.last[`${parcel.ebpCode}:${orderNo}`]?.action;
      const expected = NOTICE[lifeStateOf(parcel)];
      return expected === undefined || expected === action
        ? []
        : [`${parcel.ebpCode}:${orderNo} is ${lifeStateOf(parcel)}, its last notice is ${action}`];
    }),
  );
}

const NOTICE: Readonly<Record<string, string>> = {
  RELEASED: 'SHIP',
  CLOSED: 'SHIP',
  RETURNED: 'SHIP',
  INSPECTION: 'HOLD',
  MANUAL_REVIEW: 'HOLD',
  DETAINED: 'HOLD',
  CANCELLED: 'STOP',
  RULED_OUT: 'STOP',
  SENT_BACK: 'STOP',
};

/** Outputs may be told more than once, always with the same id and bytes; revisions have no gap. */
function outputBreaks({ told }: PortOfLanes): string[] {
  const breaks: string[] = [];
  const clearances = new Map<string, string>();
  const revisions = new Map<string, Set<number>>();
  for (const { topic, value } of told) {
    if (topic !== 'clearances.v1') continue;
    const text = String(value);
    const { clearanceId, parcelId, revision } = JSON.parse(text) as Clearance;
    if ((clearances.get(clearanceId) ?? text) !== text) breaks.push(`${clearanceId} was told with other bytes`);
    clearances.set(clearanceId, text);
    revisions.set(parcelId, (revisions.get(parcelId) ?? new Set()).add(revision));
  }
  for (const [parcelId, seen] of revisions) {
    if (Math.max(...seen) !== seen.size) breaks.push(`${parcelId} lacks a revision: ${[...seen].join()}`);
  }
  return breaks;
}

/** Every application has its receipt. */
function unanswered({ told }: PortOfLanes, { guids }: Walk): string[] {
  const receipts = told.filter(({ topic }) => topic === 'receipts.v1').map(({ value }) => String(value));
  const answered = new Set(receipts.map((value) => (JSON.parse(value) as { guid: string }).guid));
  return guids
    .filter(({ kind, guid }) => (kind === 'cancellation' || kind === 'return') && !answered.has(guid))
    .map(({ kind, guid }) => `${kind} ${guid} has no receipt`);
}
