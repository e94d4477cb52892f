import type { DocumentKind } from '../documents/document-kind';

/** The fields that name a document (contract 3). */
export const BUSINESS_KEY: Record<DocumentKind, readonly string[]> = {
  order: ['ebpCode', 'orderNo'],
  payment: ['payCode', 'payTransactionId'],
  waybill: ['logisticsCode', 'logisticsNo'],
  inventory: ['ebpCode', 'orderNo'],
  cancellation: ['ebpCode', 'orderNo'],
  return: ['guid', 'ebpCode', 'orderNo'],
};

/** The first key field that is missing, empty or not a JSON string; undefined when the document can be named. */
export function businessKeyFault(kind: DocumentKind, value: Record<string, unknown>): string | undefined {
  return BUSINESS_KEY[kind].find((field) => typeof value[field] !== 'string' || value[field] === '');
}
