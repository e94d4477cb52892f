import { VALUE_BYTES_MAX } from '@sandan/contracts';
import { readRecordLine } from './record-line';

const LINE = '{"topic":"orders.v1","key":"A","value":{"orderNo":"A"},"timestamp":1794412803000}';

describe('a line of a file of records', () => {
  it('is read where it is whole', () => {
    const key = Buffer.from('A');
    expect(readRecordLine(LINE)).toMatchObject({ topic: 'orders.v1', key, timestamp: 1_794_412_803_000 });
  });

  it.each([
    ['without its end', LINE.slice(0, -1)],
    ['that ends within its timestamp', LINE.slice(0, -4)],
    ['with another last character', `${LINE.slice(0, -1)}x`],
    ['with a timestamp that is no number of JSON', LINE.replace('1794', '01794')],
    ['with a control character in its key', LINE.replace('"key":"A"', '"key":"A\u0009"')],
  ])('is broken %s', (_, line) => {
    expect(readRecordLine(line)).toEqual({ fault: 'broken-line' });
  });

  it.each([[1.5], [-1], [2 ** 60], ['"1"']])('is broken with a timestamp of %s', (timestamp) => {
    expect(readRecordLine(LINE.replace('1794412803000', String(timestamp)))).toEqual({ fault: 'broken-line' });
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
