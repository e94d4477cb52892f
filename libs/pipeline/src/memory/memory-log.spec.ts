import { logSuite } from '../suites/log.suite';
import { RecordedLanes, RecordingHandler } from '../suites/recording-handler';
import { MemoryLog } from './memory-log';

logSuite('memory', ({ partitions }) => {
  const log = new MemoryLog({ topics: { orders: partitions, payments: partitions } });
  const done = () => Promise.resolve();
  return Promise.resolve({ log, topic: (name) => name, another: () => Promise.resolve(log), close: done });
});

describe('memory log', () => {
  it('moves lanes by hand and leaves out what nobody is given', async () => {
    const log = new MemoryLog({ topics: { orders: 2 } });
    const store = new RecordedLanes();
    const handler = new RecordingHandler(store);
    const consumer = log.consumer({ group: 'g', topics: ['orders'], handler, onFatal: () => undefined });
    await consumer.start();
    await log.place('g', new Map([[consumer.id, [1]]]));
    await log.publisher.publish(
      [0, 1].map((partition) => ({ topic: 'orders', key: 'a', value: 'v', timestamp: 1, partition })),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(store.taken.map((record) => record.partition)).toEqual([1]);
    await log.place('g', new Map([[consumer.id, [0, 1]]]));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(store.taken.map((record) => record.partition)).toEqual([1, 0]);
    await consumer.stop();
  });

  it('refuses to consume topics whose partition counts differ', async () => {
    const log = new MemoryLog({ topics: { orders: 2, payments: 3 } });
    const handler = new RecordingHandler(new RecordedLanes());
    const consumer = log.consumer({ group: 'g', topics: ['orders', 'payments'], handler, onFatal: () => undefined });
    await expect(consumer.start()).rejects.toThrow('differ in their partition counts');
    expect(await log.partitions(['orders', 'unknown'])).toEqual(new Map([['orders', 2]]));
  });
});
