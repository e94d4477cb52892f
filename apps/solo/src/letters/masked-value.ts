import { isUtf8 } from 'node:buffer';
import { masked } from '@sandan/domain';

/** Shown as they are: what says which record it was, and nothing about a person. All others are masked. */
const OPEN_FIELDS: ReadonlySet<string> = new Set([
  ...['guid', 'appType', 'appTime', 'appStatus', 'orderType', 'orderNo', 'ebpCode', 'ebcCode', 'payCode'],
  ...['payTransactionId', 'logisticsCode', 'logisticsNo', 'customsCode', 'portCode', 'emsNo', 'areaCode', 'agentCode'],
  ...['invtNo', 'preNo', 'copNo', 'tradeMode', 'trafMode', 'ieFlag', 'currency', 'country', 'goodsValue', 'freight'],
  ...['insuredFee', 'discount', 'taxTotal', 'acturalPaid', 'amountPaid', 'payTime', 'weight', 'grossWeight'],
  ...['netWeight', 'packNo', 'gnum', 'itemNo', 'itemRecordNo', 'gcode', 'qty', 'qty1', 'qty2', 'unit', 'unit1'],
  ...['unit2', 'price', 'totalPrice', 'parcelId', 'revision', 'ruling', 'ruledAt', 'detainStatus', 'noticeId'],
  ...['passedAt', 'arrivedAt', 'rate'],
]);

const TEXT_CHARACTERS_MAX = 2_000;
const WORD = /[\p{L}\p{N}]+/gu;
const NOT_ASCII = /[^\n\r\t\x20-\x7e]/g;

/**
 * What a dead letter held, as staff may see it: an object with only its open fields readable; of any other text the shape,
 * with its words masked; of bytes that are no UTF-8 only those that are ASCII.
 */
export function maskedValue(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) return maskedText(Buffer.from(bytes).toString('latin1').replaceAll(NOT_ASCII, '·'));
  const text = Buffer.from(bytes).toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return maskedFields(value);
  } catch {
    // Not JSON: its shape is all there is to see.
  }
  return maskedText(text);
}

function maskedFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskedFields);
  if (typeof value !== 'object' || value === null) return masksAway(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, content]) => {
      const isPlain = typeof content !== 'object' || content === null;
      return [name, isPlain && OPEN_FIELDS.has(name) ? content : maskedFields(content)];
    }),
  );
}

function masksAway(value: unknown): unknown {
  return value === null || typeof value === 'boolean' ? value : masked(String(value));
}

export function maskedText(text: string): string {
  const shown = text.length > TEXT_CHARACTERS_MAX ? `${text.slice(0, TEXT_CHARACTERS_MAX)}…` : text;
  return shown.replaceAll(WORD, (word) => (OPEN_FIELDS.has(word) ? word : masked(word)));
}
