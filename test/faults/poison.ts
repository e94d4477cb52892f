import type { SentRecord } from '@sandan/testkit';

/** Bytes that are no UTF-8, in base64. */
const NOT_UTF8 = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('base64');
const OVER_A_MEBIBYTE = 1024 * 1024 + 1;

type Poison = (beside: SentRecord) => SentRecord;

const text =
  (value: string): Poison =>
  ({ topic, timestamp }) => ({ topic, key: 'poison', value, timestamp });
const changed =
  (change: object): Poison =>
  ({ topic, timestamp, value, key }) => ({
    topic,
    key: key ?? null,
    value: { ...(value as object), ...change },
    timestamp,
  });

/** Records that nobody can read, one kind each (contract 3); made beside a good record, at its time and topic. */
export const POISONS: readonly Poison[] = [
  text(''),
  text('{'),
  text('not json'),
  text('null'),
  text('[]'),
  text('42'),
  text('"text"'),
  text('{}'),
  text('{"orderNo":""}'),
  text('{"orderNo":7}'),
  text('{"orderNo":null}'),
  text('\u0000'),
  text('{"orderNo":"A","orderNo":"B"'),
  text(`{"orderNo":"${'9'.repeat(OVER_A_MEBIBYTE)}"}`),
  ({ topic, timestamp }) => ({ topic, key: 'poison', valueBase64: NOT_UTF8, timestamp }),
  ({ topic, timestamp }) => ({ topic, key: null, value: { lines: [] }, timestamp }),
  ({ topic, timestamp, value }) => ({ topic, key: 'another key', value: value ?? '', timestamp }),
  changed({ orderNo: '' }),
  changed({ orderNo: ['A'] }),
  changed({ orderNo: { no: 'A' } }),
];
