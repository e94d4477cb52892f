import { present } from '../documents/present';
import type { DocumentKind } from '../documents/document';
import type { InventoryView } from '../inventory/inventory-view';
import type { OutwardRecord } from '../stage';
import { returnTime } from '../time';

export const RECEIPTS_TOPIC = 'receipts.v1';

export interface Receipt {
  documentType: DocumentKind;
  guid: string;
  orderNo?: string;
  ebpCode?: string;
  ebcCode?: string;
  payCode?: string;
  payTransactionId?: string;
  logisticsCode?: string;
  logisticsNo?: string;
  agentCode?: string;
  customsCode?: string;
  copNo?: string;
  preNo?: string;
  invtNo?: string;
  returnStatus: string;
  /** 17 digits, Beijing. */
  returnTime: string;
  returnInfo: string;
}

type ReceiptField = Exclude<keyof Receipt, 'documentType' | 'guid' | 'returnStatus' | 'returnTime' | 'returnInfo'>;

/** The keys by which the sender of a document finds it again (contract 9). */
const FIELDS: Record<DocumentKind, readonly ReceiptField[]> = {
  order: ['orderNo', 'ebpCode', 'ebcCode'],
  payment: ['orderNo', 'ebpCode', 'payCode', 'payTransactionId'],
  waybill: ['orderNo', 'logisticsCode', 'logisticsNo'],
  inventory: ['orderNo', 'ebpCode', 'ebcCode', 'agentCode', 'customsCode', 'copNo', 'preNo'],
  cancellation: ['orderNo', 'ebpCode', 'ebcCode', 'agentCode', 'customsCode', 'copNo', 'preNo', 'invtNo'],
  return: ['orderNo', 'ebpCode', 'ebcCode', 'agentCode', 'customsCode', 'copNo', 'preNo', 'invtNo'],
};

export interface ReturnStatus {
  status: string;
  info: string;
  /** Business time, ms. */
  at: number;
}

/** A receipt for a document as it was sent; a key that is not text is left out. */
export function documentReceipt(
  kind: DocumentKind,
  content: Readonly<Record<string, unknown>>,
  result: ReturnStatus,
  invtNo?: string,
): OutwardRecord {
  const guid = content['guid'];
  const receipt: Record<string, unknown> = { documentType: kind, guid: typeof guid === 'string' ? guid : '' };
  for (const field of FIELDS[kind]) {
    const value = content[field];
    if (typeof value === 'string' && value !== '') receipt[field] = value;
  }
  if (invtNo !== undefined) receipt['invtNo'] = invtNo;
  return asRecord(receipt, result);
}

/** A receipt for an inventory, declared or composed. */
export function inventoryReceipt(
  view: Pick<InventoryView, 'declared' | 'guid' | 'ebcCode' | 'agentCode' | 'customsCode'>,
  parcel: { orderNo: string; ebpCode: string; invtNo?: string },
  result: ReturnStatus,
): OutwardRecord {
  if (view.declared) {
    return documentReceipt('inventory', view.declared as unknown as Record<string, unknown>, result, parcel.invtNo);
  }
  const receipt: Record<string, unknown> = {
    documentType: 'inventory',
    guid: view.guid,
    orderNo: parcel.orderNo,
    ebpCode: parcel.ebpCode,
    ebcCode: view.ebcCode,
  };
  if (present(view.agentCode)) receipt['agentCode'] = view.agentCode;
  if (present(view.customsCode)) receipt['customsCode'] = view.customsCode;
  if (present(parcel.invtNo)) receipt['invtNo'] = parcel.invtNo;
  return asRecord(receipt, result);
}

function asRecord(receipt: Record<string, unknown>, { status, info, at }: ReturnStatus): OutwardRecord {
  receipt['returnStatus'] = status;
  receipt['returnTime'] = returnTime(at);
  receipt['returnInfo'] = info;
  const orderNo = receipt['orderNo'];
  return { topic: RECEIPTS_TOPIC, key: typeof orderNo === 'string' ? orderNo : null, value: receipt, at };
}
