import type { Inventory, Order, Payment, Waybill } from '@sandan/domain';
import { brokenIdNumber, syntheticIdNumber, syntheticName, syntheticTelephone } from '../identity';
import type { DayFault } from './day-fault';
import type { OpenDay } from './open-day';
import { type ParcelDraft, neighbour } from './parcel-draft';
import { PARAMETER_FAULTS } from './parameter-fault';
import { yuan } from './wire-decimal';

type Spoil<Document> = (document: Document, draft: ParcelDraft, day: OpenDay) => void;

export interface Spoils {
  order?: Spoil<Order>;
  payment?: Spoil<Payment>;
  waybill?: Spoil<Waybill>;
  inventory?: Spoil<Inventory>;
}

function otherThan<T extends { code: string }>(all: readonly T[], one: { code: string }): T {
  return all.find((candidate) => candidate.code !== one.code) as T;
}

const AMOUNT_ERRORS_FEN = [1, 50, 100, 990];

function amountErrorFen(draft: ParcelDraft): number {
  return AMOUNT_ERRORS_FEN[draft.variant % AMOUNT_ERRORS_FEN.length] as number;
}

function consigneeMismatch(waybill: Waybill, draft: ParcelDraft): void {
  const form = draft.variant % 3;
  if (form === 0) waybill.consignee += '代收';
  else if (form === 1) waybill.consigneeTelephone = syntheticTelephone(neighbour(draft.consignee));
  else waybill.consigneeAddress += '自提柜';
}

function payerMismatch(payment: Payment, draft: ParcelDraft): void {
  const stranger = neighbour(draft.buyer);
  payment.payerIdNumber = syntheticIdNumber(stranger);
  if (draft.variant % 2 === 0) payment.payerName = syntheticName(stranger);
}

function inventoryBuyerMismatch(inventory: Inventory, draft: ParcelDraft): void {
  if (draft.variant % 2 === 0) inventory.buyerName += '某';
  else inventory.buyerIdNumber = syntheticIdNumber(neighbour(draft.buyer));
}

function inventoryPartiesMismatch(inventory: Inventory, draft: ParcelDraft, day: OpenDay): void {
  const merchants = day.market.agentSellers.map((seller) => seller.merchant);
  const other = otherThan(merchants, draft.merchant);
  inventory.ebcCode = other.code;
  inventory.ebcName = other.name;
}

function inventoryLineContent(inventory: Inventory, draft: ParcelDraft): void {
  const line = inventory.lines[0];
  const drafted = draft.lines[0];
  if (!line || !drafted) return;
  const form = draft.variant % 4;
  if (form === 0) line.gname += '（新包装）';
  else if (form === 1) line.country = line.country === '116' ? '133' : '116';
  else if (form === 2) line.price = yuan(drafted.priceFen + 10);
  else line.qty = String(drafted.qty + 1);
}

function itemNotRecordedOrder(order: Order): void {
  const line = order.lines[0];
  if (line) line.itemNo = 'NEW-2611';
}

function itemNotRecordedInventory(inventory: Inventory): void {
  const line = inventory.lines[0];
  if (line) line.itemRecordNo = '9901';
}

const breakBuyerId = (document: { buyerIdNumber: string }, draft: ParcelDraft): void => {
  document.buyerIdNumber = brokenIdNumber(draft.buyer);
};

/** What a fault does to the documents of a parcel. Faults that are not here lie in the draft or in the plan. */
const SPOILS: Partial<Record<DayFault, Spoils>> = {
  'amount-mismatch': {
    payment: (payment, draft) => (payment.amountPaid = yuan(draft.paidFen - amountErrorFen(draft))),
  },
  'amount-identity': {
    order: (order, draft) => (order.acturalPaid = yuan(draft.paidFen - amountErrorFen(draft))),
    payment: (payment, draft) => (payment.amountPaid = yuan(draft.paidFen - amountErrorFen(draft))),
  },
  'payer-mismatch': { payment: payerMismatch },
  'pay-company-mismatch': {
    order: (order, draft, day) => {
      const other = otherThan(day.market.payers, draft.payer);
      order.payCode = other.code;
      order.payName = other.name;
    },
  },
  'pay-transaction-mismatch': { order: (order) => (order.payTransactionId = `${order.payTransactionId}9`) },
  'consignee-mismatch': { waybill: consigneeMismatch },
  'inventory-parties-mismatch': { inventory: inventoryPartiesMismatch },
  'inventory-waybill-mismatch': { inventory: (inventory) => (inventory.logisticsNo += '9') },
  'inventory-buyer-mismatch': { inventory: inventoryBuyerMismatch },
  'inventory-phone-mismatch': {
    inventory: (inventory, draft) => (inventory.buyerTelephone = syntheticTelephone(neighbour(draft.buyer))),
  },
  'inventory-line-count': { inventory: (inventory) => inventory.lines.pop() },
  'inventory-line-content': { inventory: inventoryLineContent },
  'buyer-id-invalid': {
    order: breakBuyerId,
    payment: (payment, draft) => (payment.payerIdNumber = brokenIdNumber(draft.buyer)),
    inventory: breakBuyerId,
  },
  'item-not-recorded': { order: itemNotRecordedOrder, inventory: itemNotRecordedInventory },
};

/** What is to be spoilt in this parcel's documents; undefined for most. */
export function spoilsOf(draft: ParcelDraft): Spoils | undefined {
  if (draft.fault === 'parameter-fault') return PARAMETER_FAULTS[draft.variant % PARAMETER_FAULTS.length];
  return SPOILS[draft.fault];
}
