import { joined } from '../identity/joined';
import type { ItemQuantity } from '../inventory/parcel-line';
import { decimal, formatQuantity, type Scaled } from '../money/decimal';
import type { QuotaUse } from '../parcel/clearance';
import type { AnswerInput, ShortItem } from '../parcel/parcel-input';
import type { DecideContext, Decision, Stage } from '../stage';
import { addQuantity, quantityOf, type Quantities } from './quantities';

/** Asks for items of one book, all or none; quota was granted before. */
export interface StockReserveRequest {
  request: 'reserve';
  ebpCode: string;
  orderNo: string;
  revision: number;
  items: ItemQuantity[];
  quota: QuotaUse;
}

/** What happens to a reservation later; home asks for it once, so it is never refused. */
export interface StockMoveRequest {
  request: Exclude<StockFact['fact'], 'reserved'>;
  parcelId: string;
  /** The revision whose reservation it is. */
  revision: number;
  /** The revision that moved it. */
  by: number;
  items: ItemQuantity[];
  /** `returned` only: whether the goods had left the warehouse. */
  from?: 'reserved' | 'reduced';
}

export type StockRequest = StockReserveRequest | StockMoveRequest;

/**
 * One ledger line of a book, in declared units:
 * - `reserved`: an admitted parcel took the items;
 * - `given-back`: the parcel was cancelled, refused or sent back before it left;
 * - `reduced`: the parcel left the warehouse;
 * - `returned`: returned goods arrived at the warehouse.
 */
export interface StockFact {
  fact: 'reserved' | 'given-back' | 'reduced' | 'returned';
  parcelId: string;
  /** The revision that reserved; also in the lines that follow it. */
  revision: number;
  /** The revision that moved it. */
  by?: number;
  items: ItemQuantity[];
  /** `returned` only: whether the goods had left the warehouse. */
  from?: 'reserved' | 'reduced';
  /** Business time, ms. */
  at: number;
}

/** By item of the book; available = opening − reserved − reduced. */
export interface StockState {
  reserved: Quantities;
  /** What left the warehouse and did not come back; absent until something leaves. */
  reduced?: Quantities | undefined;
}

/**
 * Stock of one bonded book 账册, keyed by emsNo. The single writer of the book: a parcel takes all its items or none,
 * and no two parcels can take the same piece.
 */
export const stockStage: Stage<StockState, StockRequest, StockFact> = {
  name: 'stock',
  isShared: true,
  initial: () => ({ reserved: {} }),
  decide(state, request, context) {
    if (request.request === 'reserve') return reserve(state, request, context);
    const { request: fact, ...moved } = request;
    return { facts: [{ fact, ...moved, at: context.now }], outputs: [] };
  },
  evolve({ reserved, reduced }, { fact, items, from }) {
    const left = fact === 'reduced' || (fact === 'returned' && from === 'reduced');
    return {
      reserved: fact === 'returned' && left ? reserved : moved(reserved, items, fact === 'reserved' ? 1n : -1n),
      reduced: left ? moved(reduced ?? {}, items, fact === 'reduced' ? 1n : -1n) : reduced,
    };
  },
};

function reserve(
  state: StockState,
  { ebpCode, orderNo, revision, items, quota }: StockReserveRequest,
  context: DecideContext,
): Decision<StockFact, StockState> {
  const short = shortItems(state, items, context);
  const refused = short.length > 0 ? { refusedBy: 'stock' as const, short } : {};
  const answer: AnswerInput = { type: 'answer', ebpCode, revision, quota, ...refused };
  const line: StockFact = { fact: 'reserved', parcelId: joined(ebpCode, orderNo), revision, items, at: context.now };
  return {
    facts: short.length > 0 ? [] : [line],
    outputs: [{ to: 'parcel', key: orderNo, message: answer, at: context.now }],
  };
}

function moved(quantities: Quantities, items: readonly ItemQuantity[], sign: bigint): Quantities {
  let after = quantities;
  for (const { itemRecordNo, qty } of items) after = addQuantity(after, itemRecordNo, sign * decimal(qty));
  return after;
}

function shortItems(state: StockState, items: readonly ItemQuantity[], context: DecideContext): ShortItem[] {
  return items.flatMap(({ itemRecordNo, qty }) => {
    const available = availableOf(state, itemRecordNo, context);
    return decimal(qty) > available ? [{ itemRecordNo, qty, available: formatQuantity(available) }] : [];
  });
}

function availableOf(state: StockState, itemRecordNo: string, { reference, key }: DecideContext): Scaled {
  const opening = reference.recordedItem(key, itemRecordNo)?.item.stock;
  return decimal(opening) - quantityOf(state.reserved, itemRecordNo) - quantityOf(state.reduced, itemRecordNo);
}
