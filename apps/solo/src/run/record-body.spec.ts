import { readRecordBody } from './record-body';

const LINE = '{"topic":"orders.v1","key":"A","value":{"orderNo":"A"},"timestamp":1794412803000}';

describe('a body of records', () => {
  it('is read line by line, empty ones left out', () => {
    const { records, bad } = readRecordBody(Buffer.from(`${LINE}\n\n${LINE}`));
    expect(bad).toEqual([]);
    expect(records).toHaveLength(2);
    expect(records[0]).toMatchObject({ topic: 'orders.v1', key: Buffer.from('A'), value: '{"orderNo":"A"}' });
  });

  it('tells of each line that cannot be read where it is and what to change', () => {
    const body = Buffer.concat([
      Buffer.from(`${LINE}\n\n{"topic":"orders.v1","value":{}}\n`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from('{"topic":"orders","value":{},"timestamp":1}'),
    ]);
    expect(readRecordBody(body).bad).toEqual([
      { line: 3, why: expect.stringContaining('"timestamp" is missing') as string },
      { line: 4, why: 'not UTF-8' },
      { line: 5, why: expect.stringContaining('"topic" is none of orders.v1') as string },
    ]);
  });
});
