import { SECOND } from './base';
import {
  CLEAN_DEAL,
  DECLARED_DEAL,
  inventory,
  order,
  payment,
  waybill,
  type Deal,
  type Fields,
  type WireDocument,
} from './documents';
import type { ScenarioRecord } from './scenario';

export const TOPIC = {
  order: 'orders.v1',
  payment: 'payments.v1',
  waybill: 'logistics.v1',
  inventory: 'inventories.v1',
  cancellation: 'cancellations.v1',
  return: 'returns.v1',
  ruling: 'rulings.v1',
  gateOut: 'gate-outs.v1',
  arrival: 'return-arrivals.v1',
} as const;

/** A deal where nothing but the consignee says otherwise goes to its buyer. */
export function dealOf(changes: Partial<Deal> = {}, base: Deal = CLEAN_DEAL): Deal {
  return { ...base, ...changes, consignee: changes.consignee ?? changes.buyer ?? base.consignee };
}

export function declaredDealOf(changes: Partial<Deal> = {}): Deal {
  return dealOf(changes, DECLARED_DEAL);
}

export function orderAt(at: number, deal?: Deal, fields?: Fields): ScenarioRecord {
  return sent(TOPIC.order, at, order(deal, fields));
}

export function paymentAt(at: number, deal?: Deal, fields?: Fields): ScenarioRecord {
  return sent(TOPIC.payment, at, payment(deal, fields));
}

export function waybillAt(at: number, deal?: Deal, fields?: Fields): ScenarioRecord {
  return sent(TOPIC.waybill, at, waybill(deal, fields));
}

export function inventoryAt(at: number, deal?: Deal, fields?: Fields): ScenarioRecord {
  return sent(TOPIC.inventory, at, inventory(deal, fields));
}

export interface BundleChanges {
  order?: Fields;
  payment?: Fields;
  waybill?: Fields;
  inventory?: Fields;
}

/** Order, payment and waybill, one second apart; the parcel is decided at `at` + 2 s. */
export function bundleAt(at: number, deal: Deal = CLEAN_DEAL, changes: BundleChanges = {}): ScenarioRecord[] {
  return [
    orderAt(at, deal, changes.order),
    paymentAt(at + SECOND, deal, changes.payment),
    waybillAt(at + 2 * SECOND, deal, changes.waybill),
  ];
}

/** The three and their inventory; the parcel is decided at `at` + 3 s. */
export function declaredBundleAt(
  at: number,
  deal: Deal = DECLARED_DEAL,
  changes: BundleChanges = {},
): ScenarioRecord[] {
  return [...bundleAt(at, deal, changes), inventoryAt(at + 3 * SECOND, deal, changes.inventory)];
}

/** Records in order of their times, for parcels whose documents come mixed. */
export function byTime(...records: ScenarioRecord[]): ScenarioRecord[] {
  return records.toSorted((a, b) => a.at - b.at);
}

/** A value without `orderNo` still needs the key under which its writer sent it. */
function sent(topic: string, at: number, value: WireDocument): ScenarioRecord {
  return value['orderNo'] ? { topic, value, at } : { topic, key: CLEAN_DEAL.orderNo, value, at };
}
