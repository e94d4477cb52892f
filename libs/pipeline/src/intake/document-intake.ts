import {
  businessKeyFault,
  checkDocument,
  decodeValue,
  documentLineFault,
  type DecodedValue,
  TOPIC_KIND,
  withoutExactNumbers,
} from '@sandan/contracts';
import type { BundleKind, DocumentInput } from '@sandan/domain';
import type { InboundRecord } from '../ports/records';
import type { Intake } from './intake';

const BUNDLE_KINDS: ReadonlySet<string> = new Set(['order', 'payment', 'waybill', 'inventory']);
const UTF8 = new TextDecoder();

/**
 * Reads a document record. What cannot be read or named is a dead letter; what breaks a field rule goes on with its
 * faults, because it is owed a receipt.
 */
export function readDocument(record: InboundRecord): Intake {
  const kind = (TOPIC_KIND as Record<string, string | undefined>)[record.topic];
  if (kind === undefined || !BUNDLE_KINDS.has(kind)) return { deadLetter: 'not-in-service' };
  const decoded = decode(record);
  if (!decoded.ok) return { deadLetter: decoded.reason };
  const bundleKind = kind as BundleKind;
  if (businessKeyFault(bundleKind, decoded.value) !== undefined) return { deadLetter: 'business-key-missing' };
  const orderNo = decoded.value['orderNo'];
  const named = typeof orderNo === 'string' && orderNo !== '';
  if (named && textKey(record.key) !== orderNo) return { deadLetter: 'key-mismatch' };
  const input = documentInput(bundleKind, decoded);
  // A document with faults touches no state, and its number may be no number at all.
  return { key: named && input.faults.length === 0 ? orderNo : '', input };
}

function decode(record: InboundRecord): DecodedValue {
  const { decoded } = record;
  return decoded ? { ok: true, value: decoded.content, text: decoded.text, exact: false } : decodeValue(record.value);
}

function documentInput(kind: BundleKind, { value, text, exact }: Extract<DecodedValue, { ok: true }>): DocumentInput {
  const lineFault = documentLineFault(kind, value);
  const faults = checkDocument(kind, value);
  const content = exact ? withoutExactNumbers(value) : value;
  return {
    type: 'document',
    kind,
    text: exact ? JSON.stringify(content) : text,
    content,
    faults,
    ...(lineFault && { lineFault }),
  };
}

function textKey(key: Uint8Array | null): string | undefined {
  return key === null ? undefined : UTF8.decode(key);
}
