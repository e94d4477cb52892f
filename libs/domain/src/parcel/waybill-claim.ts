import { contentOf } from '../documents/stored-document';
import type { Inventory, Order, Waybill } from '../documents/document';
import { consigneeDifferences } from '../match/rules/consignee-mismatch.rule';
import { type HeldWaybill, type Parcel, type ParcelGroup, parcelsOf } from './parcel-group';

/**
 * To which parcel a waybill belongs (contract 4). With one order under its number: to that order. With several: the
 * inventory that names it decides; else the one order whose consignee, telephone and address all equal its own; else
 * it waits. A parcel that already holds a fixed waybill claims no other.
 */
export function claimantOf(group: ParcelGroup, waybill: HeldWaybill): string | undefined {
  if (waybill.boundTo !== undefined) return waybill.boundTo;
  const orders = countOrders(group);
  if (orders.count === 0) return undefined;
  if (orders.count === 1) return isFree(group, orders.last!) ? orders.last!.ebpCode : undefined;
  const free = parcelsOf(group).filter((parcel) => isFree(group, parcel));
  const content = contentOf<Waybill>(waybill.document);
  return (
    only(free.filter((parcel) => parcel.inventory && names(contentOf<Inventory>(parcel.inventory), content))) ??
    only(free.filter((parcel) => parcel.order && isConsigneeOf(contentOf<Order>(parcel.order), content)))
  );
}

/** The waybill of a parcel: the one fixed to it, else the first that belongs to it. */
export function waybillOf(group: ParcelGroup, ebpCode: string): HeldWaybill | undefined {
  if (group.waybills.length === 0) return undefined;
  return (
    group.waybills.find((waybill) => waybill.boundTo === ebpCode) ??
    group.waybills.find((waybill) => claimantOf(group, waybill) === ebpCode)
  );
}

/** A waybill that no parcel has: it waits under the number to be claimed. */
export function isUnclaimed(group: ParcelGroup, waybill: HeldWaybill): boolean {
  const ebpCode = claimantOf(group, waybill);
  return ebpCode === undefined || waybillOf(group, ebpCode) !== waybill;
}

/** Asked for every document; nearly always there is one parcel under a number. */
function countOrders({ parcels }: ParcelGroup): { count: number; last?: Parcel } {
  let count = 0;
  let last: Parcel | undefined;
  for (const ebpCode in parcels) {
    const parcel = parcels[ebpCode]!;
    if (!parcel.order) continue;
    count++;
    last = parcel;
  }
  return last ? { count, last } : { count };
}

function isFree(group: ParcelGroup, parcel: Parcel): boolean {
  return !group.waybills.some((waybill) => waybill.boundTo === parcel.ebpCode);
}

function names(inventory: Inventory, waybill: Waybill): boolean {
  return inventory.logisticsCode === waybill.logisticsCode && inventory.logisticsNo === waybill.logisticsNo;
}

function isConsigneeOf(order: Order, waybill: Waybill): boolean {
  return consigneeDifferences(order, waybill).length === 0;
}

function only(parcels: Parcel[]): string | undefined {
  return parcels.length === 1 ? parcels[0]!.ebpCode : undefined;
}
