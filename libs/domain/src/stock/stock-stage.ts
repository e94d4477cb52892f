import { decimal, formatQuantity, type Scaled } from '../money/decimal';
import type { QuotaUse } from '../parcel/clearance';
import type { AnswerInput, ShortItem } from '../parcel/parcel-input';
import type { DecideContext, Stage } from '../stage';

/** Asks for items of one book, all or none; quota was granted before. */
export interface StockRequest {
  ebpCode: string;
  orderNo: string;
  revision: number;
  items: { itemRecordNo: string; qty: string }[];
  quota: QuotaUse;
}

/** One ledger line of a book: what a parcel reserved, in declared units. */
export interface StockFact {
  fact: 'reserved';
  parcelId: string;
  revision: number;
  items: { itemRecordNo: string; qty: string }[];
}

/** Reserved quantity by item of the book, declared units; available = opening − reserved. */
export interface StockState {
  reserved: Record<string, string>;
}

/**
 * Stock of one bonded book 账册, keyed by emsNo. The single writer of the book: a parcel takes all its items or none,
 * and no two parcels can take the same piece.
 */
export const stockStage: Stage<StockState, StockRequest, StockFact> = {
  name: 'stock',
  initial: () => ({ reserved: {} }),
  decide(state, request, context) {
    const { ebpCode, orderNo, revision, items, quota } = request;
    const short = shortItems(state, items, context);
    const refused = short.length > 0 ? { refusedBy: 'stock' as const, short } : {};
    const answer: AnswerInput = { type: 'answer', ebpCode, revision, quota, ...refused };
    return {
      facts: short.length > 0 ? [] : [{ fact: 'reserved', parcelId: `${ebpCode}:${orderNo}`, revision, items }],
      outputs: [{ to: 'parcel', key: orderNo, message: answer, at: context.now }],
    };
  },
  evolve(state, { items }) {
    const reserved = { ...state.reserved };
    for (const { itemRecordNo, qty } of items) {
      reserved[itemRecordNo] = formatQuantity(decimal(reserved[itemRecordNo]) + decimal(qty));
    }
    return { reserved };
  },
};

function shortItems(state: StockState, items: StockRequest['items'], context: DecideContext): ShortItem[] {
  return items.flatMap(({ itemRecordNo, qty }) => {
    const available = availableOf(state, itemRecordNo, context);
    return decimal(qty) > available ? [{ itemRecordNo, qty, available: formatQuantity(available) }] : [];
  });
}

function availableOf(state: StockState, itemRecordNo: string, { reference, key }: DecideContext): Scaled {
  const opening = reference.recordedItem(key, itemRecordNo)?.item.stock;
  return decimal(opening) - decimal(state.reserved[itemRecordNo]);
}
