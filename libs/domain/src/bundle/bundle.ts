import type { InventoryView } from '../inventory/inventory-view';
import type { Order, OrderLine, Payment, Waybill } from '../documents/document';
import type { Reference } from '../reference/reference';

/** The three documents of one parcel (三单) and its inventory, all present: what the rules judge. */
export interface Bundle {
  order: Order;
  /** The order's lines by gnum. */
  orderLines: readonly OrderLine[];
  payment: Payment;
  waybill: Waybill;
  inventory: InventoryView;
  /** Day of the record that completed the bundle, "2026-11-11", Beijing. */
  day: string;
  /** Its calendar year, Beijing. */
  year: number;
  reference: Reference;
}
