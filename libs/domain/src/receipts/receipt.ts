import type { DocumentKind } from '../documents/document';
import type { InventoryView } from '../inventory/inventory-view';
import type { OutwardRecord } from '../stage';
import { returnTime } from '../time';

export const RECEIPTS_TOPIC = 'receipts.v1';

export interface Receipt {
  documentType: DocumentKind;
  guid: string;
  orderNo?: string | undefined;
  ebpCode?: string | undefined;
  ebcCode?: string | undefined;
  payCode?: string | undefined;
  payTransactionId?: string | undefined;
  logisticsCode?: string | undefined;
  logisticsNo?: string | undefined;
  agentCode?: string | undefined;
  customsCode?: string | undefined;
  copNo?: string | undefined;
  preNo?: string | undefined;
  invtNo?: string | undefined;
  returnStatus: string;
  /** 17 digits, Beijing. */
  returnTime: string;
  returnInfo: string;
}

type SentField = Exclude<
  keyof Receipt,
  'documentType' | 'guid' | 'orderNo' | 'returnStatus' | 'returnTime' | 'returnInfo'
>;
type SentKeys = Readonly<Partial<Record<SentField, true>>>;

const APPLICATION_KEYS = keysOf('ebpCode', 'ebcCode', 'agentCode', 'customsCode', 'copNo', 'preNo', 'invtNo');

/** The keys besides orderNo by which the sender of a document finds it again (contract 9). */
const KEYS: Record<DocumentKind, SentKeys> = {
  order: keysOf('ebpCode', 'ebcCode'),
  payment: keysOf('ebpCode', 'payCode', 'payTransactionId'),
  waybill: keysOf('logisticsCode', 'logisticsNo'),
  inventory: keysOf('ebpCode', 'ebcCode', 'agentCode', 'customsCode', 'copNo', 'preNo'),
  cancellation: APPLICATION_KEYS,
  return: APPLICATION_KEYS,
};

function keysOf(...fields: SentField[]): SentKeys {
  return Object.fromEntries(fields.map((field) => [field, true]));
}

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
  const keys = KEYS[kind];
  const guid = content['guid'];
  const orderNo = sent(content['orderNo']);
  // One flat literal, what does not apply undefined: this is on the hot path.
  const receipt: Receipt = {
    documentType: kind,
    guid: typeof guid === 'string' ? guid : '',
    orderNo,
    ebpCode: keys.ebpCode && sent(content['ebpCode']),
    ebcCode: keys.ebcCode && sent(content['ebcCode']),
    payCode: keys.payCode && sent(content['payCode']),
    payTransactionId: keys.payTransactionId && sent(content['payTransactionId']),
    logisticsCode: keys.logisticsCode && sent(content['logisticsCode']),
    logisticsNo: keys.logisticsNo && sent(content['logisticsNo']),
    agentCode: keys.agentCode && sent(content['agentCode']),
    customsCode: keys.customsCode && sent(content['customsCode']),
    copNo: keys.copNo && sent(content['copNo']),
    preNo: keys.preNo && sent(content['preNo']),
    invtNo: invtNo ?? (keys.invtNo && sent(content['invtNo'])),
    returnStatus: result.status,
    returnTime: returnTime(result.at),
    returnInfo: result.info,
  };
  return { topic: RECEIPTS_TOPIC, key: orderNo ?? null, value: receipt, at: result.at };
}

function sent(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A receipt for an inventory, declared or composed. */
export function inventoryReceipt(
  {
    declared,
    guid,
    ebcCode,
    agentCode,
    customsCode,
  }: Pick<InventoryView, 'declared' | 'guid' | 'ebcCode' | 'agentCode' | 'customsCode'>,
  { orderNo, ebpCode, invtNo }: { orderNo: string; ebpCode: string; invtNo?: string | undefined },
  result: ReturnStatus,
): OutwardRecord {
  const content = declared ?? { guid, orderNo, ebpCode, ebcCode, agentCode, customsCode };
  return documentReceipt('inventory', content as Readonly<Record<string, unknown>>, result, invtNo);
}
