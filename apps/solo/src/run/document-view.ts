import { contentOf, masked, present, type StoredDocument } from '@sandan/domain';

export type DocumentName = 'order' | 'payment' | 'waybill' | 'inventory';

/** One document of a parcel as staff may see it. */
export interface DocumentView {
  document: DocumentName;
  /** ISO time of its record. */
  receivedAt: string;
  /** Named fields; personal ones masked, everything not listed left out. */
  fields: Record<string, string>;
  lines: Record<string, string>[];
}

/** Shown as they are. A list of what may be seen, so that a new field of the wire stays hidden until it is put here. */
const OPEN_FIELDS: Record<DocumentName, readonly string[]> = {
  order: [
    ...['guid', 'appType', 'appTime', 'ebpCode', 'ebcCode', 'goodsValue', 'freight', 'discount', 'taxTotal'],
    ...['acturalPaid', 'currency', 'payCode', 'payTransactionId'],
  ],
  payment: ['guid', 'appType', 'appTime', 'payCode', 'payTransactionId', 'amountPaid', 'currency', 'payTime'],
  waybill: [
    ...['guid', 'appType', 'appTime', 'logisticsCode', 'logisticsNo', 'freight', 'insuredFee', 'weight', 'packNo'],
  ],
  inventory: [
    ...['guid', 'appType', 'appTime', 'ebcCode', 'logisticsCode', 'logisticsNo', 'emsNo', 'customsCode', 'areaCode'],
    ...['agentCode', 'freight', 'insuredFee', 'grossWeight', 'netWeight'],
  ],
};

const MASKED_FIELDS: Record<DocumentName, readonly string[]> = {
  order: [...['buyerName', 'buyerIdNumber', 'buyerTelephone', 'consignee', 'consigneeTelephone', 'consigneeAddress']],
  payment: ['payerName', 'payerIdNumber', 'telephone'],
  waybill: ['consignee', 'consigneeTelephone', 'consigneeAddress'],
  inventory: ['buyerName', 'buyerIdNumber', 'buyerTelephone', 'consigneeAddress'],
};

const LINE_FIELDS = [
  ...['gnum', 'itemNo', 'itemRecordNo', 'gcode', 'itemName', 'gname', 'country', 'qty', 'unit', 'price', 'totalPrice'],
];

export function documentView(document: DocumentName, stored: StoredDocument): DocumentView {
  const content = contentOf<Record<string, unknown>>(stored);
  const fields = pick(content, OPEN_FIELDS[document]);
  for (const [name, value] of Object.entries(pick(content, MASKED_FIELDS[document]))) fields[name] = masked(value);
  const lines = Array.isArray(content['lines']) ? (content['lines'] as Record<string, unknown>[]) : [];
  return {
    document,
    receivedAt: new Date(stored.recordTime).toISOString(),
    fields,
    lines: lines.map((line) => pick(line, LINE_FIELDS)),
  };
}

function pick(content: Record<string, unknown>, names: readonly string[]): Record<string, string> {
  const known = names.filter((name) => present(content[name]));
  return Object.fromEntries(known.map((name) => [name, String(content[name])]));
}
