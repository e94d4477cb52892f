import { SECOND } from './base';
import { CLEAN_DEAL, DECLARED_DEAL, inventory, order, payment, waybill, type WireDocument } from './documents';
import { matchedReceipts, receiptsOf, released } from './expectations';
import { TOPIC, bundleAt, orderAt, paymentAt, waybillAt } from './records';
import type { Scenario, ScenarioRecord } from './scenario';

const MEBIBYTE = 1024 * 1024;
const KEY = CLEAN_DEAL.orderNo;

/** Records that cannot be read: one dead letter each, no receipt, no parcel. */
function dead(name: string, about: string, reason: string, ...records: Omit<ScenarioRecord, 'at'>[]): Scenario {
  return {
    name,
    about,
    records: records.map((record, place) => ({ ...record, at: place * SECOND })),
    expect: {
      clearances: [],
      receipts: receiptsOf({ order: [], payment: [], waybill: [], inventory: [] }),
      deadLetters: records.map(({ topic }) => ({ topic, reason })),
      waiting: 0,
    },
  };
}

function without(document: WireDocument, field: string): WireDocument {
  return { ...document, [field]: undefined };
}

/** The order's JSON, filled up to a size in bytes by a field that nobody knows. */
function orderOfSize(bytes: number): string {
  const empty = JSON.stringify({ ...order(), filler: '' });
  return JSON.stringify({ ...order(), filler: 'x'.repeat(bytes - Buffer.byteLength(empty)) });
}

function base64(text: string, encoding: BufferEncoding = 'utf8'): string {
  return Buffer.from(text, encoding).toString('base64');
}

export const DEAD_LETTERS: Scenario[] = [
  dead(
    'not-utf-8',
    'An order in another encoding, and a lone byte.',
    'not-utf8',
    { topic: TOPIC.order, key: KEY, valueBase64: base64(JSON.stringify({ ...order(), buyerName: 'Zoë' }), 'latin1') },
    { topic: TOPIC.payment, key: KEY, valueBase64: base64('ff', 'hex') },
  ),
  dead(
    'not-json',
    'Text that is not JSON, half a document, and nothing at all.',
    'not-json',
    { topic: TOPIC.order, key: KEY, value: 'orderNo=HM-0001' },
    { topic: TOPIC.payment, key: KEY, value: JSON.stringify(payment()).slice(0, -2) },
    { topic: TOPIC.waybill, key: KEY, value: '' },
  ),
  dead(
    'not-an-object',
    'JSON, but an array, a text, a number or null.',
    'not-an-object',
    { topic: TOPIC.order, key: KEY, value: JSON.stringify([order()]) },
    { topic: TOPIC.payment, key: KEY, value: '"HM-0001"' },
    { topic: TOPIC.waybill, key: KEY, value: '1' },
    { topic: TOPIC.inventory, key: KEY, value: 'null' },
  ),
  dead('one-byte-too-large', 'A value of 1 MiB and one byte is not read.', 'too-large', {
    topic: TOPIC.order,
    key: KEY,
    value: orderOfSize(MEBIBYTE + 1),
  }),
  {
    name: 'exactly-one-mebibyte',
    about: 'A value of exactly 1 MiB is read; what fills it is an unknown field.',
    records: [
      { topic: TOPIC.order, key: KEY, value: orderOfSize(MEBIBYTE), at: 0 },
      paymentAt(SECOND),
      waybillAt(2 * SECOND),
    ],
    expect: { clearances: [released()], deadLetters: [] },
  },
  dead(
    'business-key-missing',
    'Each half of a business key is needed to say whose document it is.',
    'business-key-missing',
    { topic: TOPIC.order, key: KEY, value: without(order(), 'orderNo') },
    { topic: TOPIC.order, key: KEY, value: without(order(), 'ebpCode') },
    { topic: TOPIC.payment, key: KEY, value: without(payment(), 'payCode') },
    { topic: TOPIC.payment, key: KEY, value: without(payment(), 'payTransactionId') },
    { topic: TOPIC.waybill, key: KEY, value: without(waybill(), 'logisticsCode') },
    { topic: TOPIC.waybill, key: KEY, value: without(waybill(), 'logisticsNo') },
    { topic: TOPIC.inventory, key: KEY, value: without(inventory(), 'ebpCode') },
    { topic: TOPIC.inventory, key: KEY, value: without(inventory(), 'orderNo') },
  ),
  dead(
    'business-key-empty-or-not-a-text',
    'Empty, null or a number: as good as missing.',
    'business-key-missing',
    { topic: TOPIC.order, key: KEY, value: { ...order(), ebpCode: '' } },
    { topic: TOPIC.order, key: KEY, value: { ...order(), ebpCode: null } },
    { topic: TOPIC.order, key: KEY, value: { ...order(), orderNo: 20261111 } },
    { topic: TOPIC.payment, key: KEY, value: { ...payment(), payTransactionId: 1 } },
    { topic: TOPIC.waybill, key: KEY, value: { ...waybill(), logisticsNo: ['WB-0001'] } },
  ),
  dead('a-draft-without-a-business-key', 'Dead letters go before drafts.', 'business-key-missing', {
    topic: TOPIC.order,
    key: KEY,
    value: { ...without(order(), 'ebpCode'), appStatus: '1' },
  }),
  dead(
    'key-mismatch',
    'The record key is another text than the order number, or there is none.',
    'key-mismatch',
    { topic: TOPIC.order, key: 'HM-0002', value: order() },
    { topic: TOPIC.payment, key: null, value: payment() },
    { topic: TOPIC.waybill, key: '', value: waybill() },
    { topic: TOPIC.inventory, key: `${KEY} `, value: inventory(DECLARED_DEAL) },
  ),
  {
    name: 'a-dead-letter-among-good-records',
    about: 'What cannot be read does not stop or change what comes with it.',
    records: [
      orderAt(0),
      { topic: TOPIC.order, key: KEY, value: '{', at: 500 },
      paymentAt(SECOND),
      { topic: TOPIC.payment, key: 'HM-0002', value: payment(), at: 1500 },
      waybillAt(2 * SECOND),
    ],
    expect: {
      clearances: [released()],
      receipts: receiptsOf(matchedReceipts('800')),
      deadLetters: [
        { topic: TOPIC.order, reason: 'not-json' },
        { topic: TOPIC.payment, reason: 'key-mismatch' },
      ],
    },
  },
  {
    name: 'event-headers-are-only-carried',
    about: 'CloudEvents headers are kept and passed on; they are never required and change nothing.',
    records: bundleAt(0).map((record, place) => ({
      ...record,
      headers: { ce_id: `event-${place}`, ce_source: '/harbour', ce_type: 'document.sent' },
    })),
    anyOrder: true,
    expect: { clearances: [released()], deadLetters: [] },
  },
];
