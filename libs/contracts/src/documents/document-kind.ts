import type { INBOUND_TOPICS } from '../topics';
import { CancellationDto } from './cancellation.dto';
import { InventoryDto } from './inventory.dto';
import { OrderDto } from './order.dto';
import { PaymentDto } from './payment.dto';
import { ReturnDto } from './return.dto';
import { WaybillDto } from './waybill.dto';

/** The documents of a parcel, by the words of the contract. */
export type DocumentKind = 'order' | 'payment' | 'waybill' | 'inventory' | 'cancellation' | 'return';

export type DocumentTopic = Exclude<
  (typeof INBOUND_TOPICS)[number],
  'rulings.v1' | 'gate-outs.v1' | 'return-arrivals.v1'
>;

/** The class of each document: the one source of its fields and their rules. */
export const DOCUMENT_DTO: Record<DocumentKind, new () => object> = {
  order: OrderDto,
  payment: PaymentDto,
  waybill: WaybillDto,
  inventory: InventoryDto,
  cancellation: CancellationDto,
  return: ReturnDto,
};

export const DOCUMENT_KINDS = Object.keys(DOCUMENT_DTO) as readonly DocumentKind[];

/** What a record of a document topic is. */
export const TOPIC_KIND: Record<DocumentTopic, DocumentKind> = {
  'orders.v1': 'order',
  'payments.v1': 'payment',
  'logistics.v1': 'waybill',
  'inventories.v1': 'inventory',
  'cancellations.v1': 'cancellation',
  'returns.v1': 'return',
};
