import { generateDay } from '../../../../seeds/day';
import { lookAtLine, shardOf } from './line-share';

describe('a look at a line', () => {
  it('sees what its JSON says, for every line of a generated day', () => {
    for (const record of generateDay({ parcels: 200, seed: 3, curve: 'normal', life: true })) {
      const { topic, key, value, timestamp } = record;
      const look = lookAtLine(Buffer.from(JSON.stringify(record)));
      // A spoilt record has a text as its value.
      if (typeof value === 'string') expect(look).toBeUndefined();
      else {
        const seen = { ...look, key: look?.key.toString(), value: look?.value.toString() };
        expect(seen).toEqual({ topic, key, value: JSON.stringify(value), timestamp });
      }
    }
  });

  it.each([
    ['no JSON'],
    [''],
    ['{"topic":"orders.v1","key":null,"value":{},"timestamp":1}'],
    ['{"topic":"orders.v1","key":"A\\"B","value":{},"timestamp":1}'],
    ['{"topic":"orders.v1","value":{},"timestamp":1}'],
    ['{"topic":"orders.v1","key":"A","value":"text","timestamp":1}'],
    ['{"topic":"orders.v1","key":"A","value":{},"timestamp":}'],
    ['{"topic":"orders.v1","key":"A","value":{},"timestamp":1e3}'],
    ['{"topic":"orders.v1","key":"A","value":{},"timestamp":1,"headers":{}}'],
    ['{"key":"A","topic":"orders.v1","value":{},"timestamp":1}'],
    ['{"topic":"orders.v1","key":"A","value":{},"timestamp":1794412803000'],
    ['{"topic":"orders.v1","key":"A","value":{},"timestamp":1x'],
    ['{"topic":"orders.v1","key":"A","value":{},"timestamp":01}'],
    ['{"topic":"orders.v1","key":"A\u0009B","value":{},"timestamp":1}'],
  ])('leaves %s to those who read it', (line) => {
    expect(lookAtLine(Buffer.from(line))).toBeUndefined();
  });

  it('gives a record without a key to the first thread', () => {
    expect([shardOf(null, 2), shardOf(Buffer.from('A'), 1)]).toEqual([0, 0]);
  });
});
