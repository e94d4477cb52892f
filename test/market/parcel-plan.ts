import { totalOf } from '../../seeds/scenarios/amounts';
import { CARRIER, PAYER, PLATFORM } from '../../seeds/scenarios/base';
import { DECLARING_MERCHANT, MERCHANT } from '../../seeds/scenarios/base-goods';
import type { Deal } from '../../seeds/scenarios/documents';
import { buyerOf, DECLARED_GOODS, GOODS } from './market';

/** What makes the documents of a parcel special; `clean` = nothing. */
export const DOCUMENT_TWISTS = [
  'clean',
  'amount-mismatch',
  'consignee-mismatch',
  'payer-mismatch',
  'id-invalid',
  'not-recorded',
  'book-split',
  'carrier-unknown',
  'missing-payment',
  'missing-waybill',
  'parameter-fault',
  'draft',
  'repeated',
  'unreadable',
  'corrected',
  'second-payment',
  'withdrawn',
  'sent-again',
  'two-platforms',
] as const;

/** What happens to a parcel after its decision, or is asked for before it. */
export const LIFE_TWISTS = ['cancelled', 'left', 'inspected', 'contradicted', 'detained', 'returned'] as const;

export const TWISTS = [...DOCUMENT_TWISTS, ...LIFE_TWISTS] as const;

export type Twist = (typeof TWISTS)[number];

/** A parcel in numbers: small enough to be drawn, shrunk and printed. */
export interface ParcelPlan {
  /** Gives it its numbers; no two parcels of a market share one. */
  number: number;
  twist: Twist;
  /** The agent declares its inventory. */
  declared: boolean;
  buyer: number;
  /** Lines: place of the item among the goods, pieces, fen a piece. */
  lines: { item: number; pieces: number; fen: number }[];
  freightFen: number;
  insuredFen: number;
}

export function orderNoOf({ number }: Pick<ParcelPlan, 'number'>): string {
  return `M-${String(number).padStart(4, '0')}`;
}

/** All documents of a parcel are written from its deal, and therefore agree. */
export function dealOfPlan(plan: ParcelPlan): Deal {
  const goods = plan.declared ? DECLARED_GOODS : GOODS;
  const buyer = buyerOf(plan.buyer);
  return {
    orderNo: orderNoOf(plan),
    ebpCode: PLATFORM,
    ebcCode: plan.declared ? DECLARING_MERCHANT : MERCHANT,
    buyer,
    consignee: buyer,
    goods: plan.lines.map(({ item, pieces, fen }) => ({
      item: goods[item % goods.length]!,
      qty: String(pieces),
      price: yuan(fen),
    })),
    freight: yuan(plan.freightFen),
    insuredFee: yuan(plan.insuredFen),
    discount: '0.00',
    taxTotal: '0.00',
    payCode: PAYER,
    payTransactionId: `T-${plan.number}`,
    logisticsCode: CARRIER,
    logisticsNo: `W-${plan.number}`,
    appTime: '20261111000000',
  };
}

export function yuan(fen: number): string {
  return totalOf('0.01', String(fen));
}
