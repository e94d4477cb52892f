import { VALUE_BYTES_MAX } from '@sandan/contracts';
import { readRecordLine } from './record-line';

const LINE = '{"topic":"orders.v1","key":"A","value":{"orderNo":"A"},"timestamp":1794412803000}';

const NO_OBJECT = 'not one whole JSON object; send {"topic":…,"key":…,"value":…,"timestamp":…} in one line';
const NO_TOPIC = '"topic" is missing or no text; give one such as "orders.v1"';
const NO_MOMENT = '"timestamp" is missing or no whole number of ms since 1970; give one such as 1794412803000';
const NO_VALUE = '"value" is missing; give an object, its text, or its bytes as "valueBase64"';

describe('a line of a file of records', () => {
  it('is read where it is whole', () => {
    const key = Buffer.from('A');
    expect(readRecordLine(LINE)).toMatchObject({ topic: 'orders.v1', key, timestamp: 1_794_412_803_000 });
  });

  it.each([
    ['without its end', LINE.slice(0, -1), NO_OBJECT],
    ['that ends within its timestamp', LINE.slice(0, -4), NO_OBJECT],
    ['with another last character', `${LINE.slice(0, -1)}x`, NO_OBJECT],
    ['with a timestamp that is no number of JSON', LINE.replace('1794', '01794'), NO_OBJECT],
    ['with a control character in its key', LINE.replace('"key":"A"', '"key":"A\u0009"'), NO_OBJECT],
    ['that is a list', '[]', NO_OBJECT],
    ['without a topic', '{"value":{},"timestamp":1}', NO_TOPIC],
    ['without a timestamp', '{"topic":"orders.v1","value":{}}', NO_MOMENT],
    ['without a value', '{"topic":"orders.v1","timestamp":1}', NO_VALUE],
  ])('is broken %s, and says what to change', (_, line, why) => {
    expect(readRecordLine(line)).toEqual({ fault: 'broken-line', why });
  });

  it('of a topic that takes no records names those that do', () => {
    const why = expect.stringMatching(/^"topic" is none of orders\.v1, payments\.v1, .*, ceb-messages\.v1$/) as string;
    expect(readRecordLine(LINE.replace('orders.v1', 'receipts.v1'))).toEqual({ fault: 'unknown-topic', why });
  });

  it.each([[1.5], [-1], [2 ** 60], ['"1"']])('is broken with a timestamp of %s', (timestamp) => {
    const line = LINE.replace('1794412803000', String(timestamp));
    expect(readRecordLine(line)).toEqual({ fault: 'broken-line', why: NO_MOMENT });
  });

  it('has texts as headers, whatever was written', () => {
    expect(
      readRecordLine(LINE.replace(/,"timestamp/, ',"headers":{"a":"x","b":1,"c":[true]},"timestamp')),
    ).toMatchObject({
      headers: { a: 'x', b: '1', c: '[true]' },
    });
  });

  it('without a key has its value’s number, however large the value is', () => {
    const value = { orderNo: 'A', ebpCode: 'P', note: 'x'.repeat(VALUE_BYTES_MAX) };
    const read = readRecordLine(JSON.stringify({ topic: 'orders.v1', value, timestamp: 1 }));
    expect(read).toMatchObject({ key: Buffer.from('A') });
  });
});
