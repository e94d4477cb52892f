import {
  businessKeyFault,
  checkDocument,
  decodeValue,
  documentLineFault,
  type DecodedValue,
  type DocumentKind,
  TOPIC_KIND,
  withoutExactNumbers,
} from '@sandan/contracts';
import type { ApplicationInput, DocumentInput, DocumentText } from '@sandan/domain';
import type { InboundRecord } from '../ports/records';
import { Utf8Text } from '../runner/utf8-text';
import type { Intake } from './intake';

/**
 * Reads a document record. What cannot be read or named is a dead letter; what breaks a field rule goes on with its
 * faults, because it is owed a receipt.
 */
export function readDocument(record: InboundRecord): Intake {
  const kind = (TOPIC_KIND as Record<string, DocumentKind | undefined>)[record.topic];
  if (kind === undefined) return { deadLetter: 'not-in-service' };
  const decoded = decode(record);
  if (!decoded.ok) return { deadLetter: decoded.reason };
  if (businessKeyFault(kind, decoded.value) !== undefined) return { deadLetter: 'business-key-missing' };
  const orderNo = decoded.value['orderNo'];
  const named = typeof orderNo === 'string' && orderNo !== '';
  if (named && textKey(record.key) !== orderNo) return { deadLetter: 'key-mismatch' };
  const input = documentInput(kind, decoded);
  // A document with faults touches no state, and its number may be no number at all.
  return { key: named && input.faults.length === 0 ? orderNo : '', input };
}

type Refused = Extract<DecodedValue, { ok: false }>;
type Decoded = Omit<Extract<DecodedValue, { ok: true }>, 'text'> & { text: DocumentText };

export function decode({ value, decoded }: InboundRecord): Decoded | Refused {
  if (decoded) return { ok: true, value: decoded.content, text: decoded.text, exact: false };
  const read = decodeValue(value);
  return read.ok ? { ...read, text: new Utf8Text(value!) } : read;
}

function documentInput(kind: DocumentKind, { value, text, exact }: Decoded): DocumentInput | ApplicationInput {
  const lineFault = documentLineFault(kind, value);
  const faults = checkDocument(kind, value);
  const content = exact ? withoutExactNumbers(value) : value;
  const read = {
    text: exact ? JSON.stringify(content) : text,
    content,
    faults,
    ...(lineFault && { lineFault }),
  };
  return kind === 'cancellation' || kind === 'return'
    ? { type: 'application', kind, ...read }
    : { type: 'document', kind, ...read };
}

export function textKey(key: Uint8Array | null): string | undefined {
  return key === null ? undefined : Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('utf8');
}
