import type { OutboundRecord } from '@sandan/pipeline';
import type { Message } from 'kafkajs';
import groupMessagesPerPartition from 'kafkajs/src/producer/groupMessagesPerPartition';
import { nextBatch, outboundBytes, topicMessages } from './send-batch';
import type { QueuedRecord } from './send-batch';

const call = { left: 0, resolve: () => undefined, reject: () => undefined };

function queued(topic: string, key: string, bytes: number): QueuedRecord {
  return { record: { topic, key, value: 'v', timestamp: 1 }, bytes, call };
}

const byMessage = ({ message }: { message: Message }): number => message.partition ?? 0;
const byKey = (record: OutboundRecord): number => Number(record.key);
const limits = { batchBytes: 1_000, batchRecords: 10, partitionBatchBytes: 300 };

describe('send batch', () => {
  it('ends where one partition would become larger than a broker takes', () => {
    const queue = [queued('a', '0', 200), queued('a', '1', 200), queued('a', '0', 200), queued('a', '1', 50)];
    expect(nextBatch(queue, limits, byKey).map(({ partition }) => partition)).toEqual([0, 1]);
    expect(nextBatch(queue, limits, byKey).map(({ partition }) => partition)).toEqual([0, 1]);
    expect(queue).toEqual([]);
  });

  it('keeps partitions of different topics apart', () => {
    const queue = [queued('a', '0', 200), queued('b', '0', 200)];
    expect(nextBatch(queue, limits, byKey)).toHaveLength(2);
  });

  it('lets a single record through that is larger than every limit', () => {
    const queue = [queued('a', '0', 5_000), queued('a', '1', 1)];
    expect(nextBatch(queue, limits, byKey)).toHaveLength(1);
  });

  it('ends at the number of records and at the bytes of a batch', () => {
    const many = Array.from({ length: 30 }, (_, index) => queued('a', String(index), 1));
    expect(nextBatch(many, limits, byKey)).toHaveLength(10);
    const heavy = Array.from({ length: 10 }, (_, index) => queued('a', String(index), 300));
    expect(nextBatch(heavy, limits, byKey)).toHaveLength(3);
  });

  it('counts bytes of key, value and headers', () => {
    const plain = { topic: 'a', key: null, value: '三', timestamp: 1 };
    const full = { ...plain, key: 'ab', headers: { id: '1' } };
    expect(outboundBytes(full) - outboundBytes(plain)).toBe(2 + 2 + 1 + 8);
  });

  it('groups messages as kafkajs does', () => {
    const batch = nextBatch(
      ['2', '1', '2', '0', '2'].map((key) => queued('a', key, 1)),
      limits,
      byKey,
    );
    const [{ messages }] = topicMessages(batch) as unknown as [{ messages: Message[] }];
    const given = { topic: 'a', partitionMetadata: [{}], partitioner: byMessage };
    const usual = groupMessagesPerPartition({ ...given, messages: [...messages] });
    expect(groupMessagesPerPartition({ ...given, messages })).toEqual(usual);
    expect(Object.entries(usual).map(([partition, group]) => [partition, group.length])).toEqual([
      ['0', 1],
      ['1', 1],
      ['2', 3],
    ]);
  });

  it('gathers messages by topic in the order of the queue', () => {
    const batch = nextBatch([queued('a', '1', 1), queued('b', '0', 1), queued('a', '2', 1)], limits, byKey);
    const shape = topicMessages(batch).map(({ topic, messages }) => [
      topic,
      messages.map(({ partition }) => partition),
    ]);
    expect(shape).toEqual([
      ['a', [1, 2]],
      ['b', [0]],
    ]);
  });
});
