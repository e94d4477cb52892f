import fc from 'fast-check';
import type { Message } from 'kafkajs';
import Decoder from 'kafkajs/src/protocol/decoder';
import { requests } from 'kafkajs/src/protocol/requests';
import decodeMessages from 'kafkajs/src/protocol/requests/fetch/v4/decodeMessages';
import encodeRequest from 'kafkajs/src/protocol/request';
import { crc32c } from './crc32c';
import { encodeProduce, repairProduce } from './produce-repair';

const usual = requests.Produce.protocol({ version: 7 });

const produce = (partitions: { partition: number; firstSequence: number; messages: Message[] }[]) => ({
  acks: -1,
  timeout: 30_000,
  producerId: '4711',
  producerEpoch: 3,
  topicData: [
    { topic: 'receipts.v1', partitions },
    { topic: '三单', partitions: partitions.slice(0, 1) },
  ],
});

const bytes = fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 300 }).map(Buffer.from));
const message = fc.record(
  {
    key: fc.oneof(fc.constant(null), bytes),
    value: fc.oneof(fc.constant(null), bytes),
    timestamp: fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }).map(String),
    headers: fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(fc.string(), fc.array(fc.string(), { minLength: 1 }))),
  },
  { requiredKeys: ['key', 'value', 'timestamp'] },
);
const batch = fc.record({
  partition: fc.nat(11),
  firstSequence: fc.nat(100_000),
  messages: fc.array(message, { minLength: 1, maxLength: 40 }),
});

describe('the encoder of produce requests', () => {
  it('writes the bytes that kafkajs writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 3 }), async (partitions) => {
        const given = produce(partitions as never);
        const { buffer } = await usual(given).request.encode();
        expect(encodeProduce(given as never).buffer.equals(buffer)).toBe(true);
      }),
      { seed: 20_261_111, numRuns: 200 },
    );
  });

  it('writes what a consumer reads', async () => {
    const messages = [
      { key: 'a', value: '三单'.repeat(200), timestamp: '1760000000000', headers: { id: '1' } },
      { key: null, value: Buffer.from([0, 255]), timestamp: '1700000000000' },
    ];
    const topicData = [{ topic: 't', partitions: [{ partition: 0, messages }] }];
    const { buffer } = encodeProduce({ acks: -1, timeout: 1, topicData });
    // Behind transactional id, acks, timeout, topics, name, partitions and partition stand the size and the batch.
    const read = await decodeMessages(new Decoder(buffer.subarray(2 + 2 + 4 + 4 + 3 + 4 + 4)));
    expect(
      read.map(({ key, value, timestamp }) => [key?.toString() ?? null, value.toString('hex'), timestamp]),
    ).toEqual([
      ['a', Buffer.from('三单'.repeat(200)).toString('hex'), '1760000000000'],
      [null, '00ff', '1700000000000'],
    ]);
  });

  it.each(['sandan', 'a name too long for the room in front '.repeat(20)])(
    'gets in front of it what kafkajs puts there: client %s',
    async (clientId) => {
      const messages = [{ key: 'a', value: '三单'.repeat(2_000), timestamp: '1760000000000' }];
      const given = { ...produce([]), topicData: [{ topic: 't', partitions: [{ partition: 0, messages }] }] };
      const asKafkajs = await encodeRequest({ correlationId: 4711, clientId, request: usual(given).request });
      repairProduce();
      const { request } = requests.Produce.protocol({ version: 7 })(given);
      const repaired = await encodeRequest({ correlationId: 4711, clientId, request });
      expect(repaired.buffer.equals(asKafkajs.buffer)).toBe(true);
    },
  );

  it('computes the checksum of the standard', () => {
    const text = Buffer.from('x123456789');
    expect(crc32c(text, 1, 10)).toBe(0xe3069283);
  });
});
