import type { Log, LogConsumer } from '../ports/log.port';
import type { InboundRecord, OutboundRecord } from '../ports/records';
import { RecordedLanes, RecordingHandler } from './recording-handler';
import type { ReadSize } from './recording-handler';

/** One log under test, with fresh topics. */
export interface LogUnderTest {
  log: Log;
  /** The real name of a topic of this test. */
  topic(name: 'orders' | 'payments'): string;
  /** Another connection to the same topics, as another process has it. A log of one process may return `log` itself. */
  another(): Promise<Log>;
  close(): Promise<void>;
}

export interface LogSetup {
  partitions: number;
  /** Asks for buffers this small, where the log has any. */
  bufferBytes?: number;
}

const WAIT_MS = 20_000;

async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** `count` records of one topic, keys in turn, values counting up, one ms apart. */
function series(topic: string, count: number, options: { from?: number; keys?: number; bytes?: number } = {}) {
  const { from = 0, keys = 7, bytes = 0 } = options;
  return Array.from({ length: count }, (_, index): OutboundRecord => {
    const number = from + index;
    const value = `${number}`.padEnd(bytes, '.');
    return { topic, key: `key-${number % keys}`, value, timestamp: 1_000_000 + number };
  });
}

function numberOf(record: InboundRecord): number {
  return Number.parseInt(Buffer.from(record.value ?? []).toString(), 10);
}

function numbers(records: readonly InboundRecord[]): number[] {
  return records.map(numberOf).sort((a, b) => a - b);
}

function counting(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function expectOrderPerKey(records: readonly InboundRecord[]): void {
  const last = new Map<string, number>();
  for (const record of records) {
    const key = `${record.topic}/${Buffer.from(record.key ?? []).toString()}`;
    expect(numberOf(record)).toBeGreaterThan(last.get(key) ?? -1);
    last.set(key, numberOf(record));
  }
}

/** What every log must do. `open` makes fresh topics `orders` and `payments`. */
export function logSuite(name: string, open: (setup: LogSetup) => Promise<LogUnderTest>): void {
  jest.setTimeout(3 * WAIT_MS);

  describe(`${name} as a log`, () => {
    let target: LogUnderTest;
    const consumers: LogConsumer[] = [];
    const fatal: Error[] = [];

    async function prepare(setup: LogSetup): Promise<void> {
      target = await open(setup);
      await target.log.connect();
    }

    async function member(store: RecordedLanes, size?: ReadSize, log = target.log) {
      const handler = new RecordingHandler(store, size);
      const topics = [target.topic('orders'), target.topic('payments')];
      const consumer = log.consumer({ group: 'suite', topics, handler, onFatal: (error) => fatal.push(error) });
      consumers.push(consumer);
      await consumer.start();
      return { handler, consumer };
    }

    afterEach(async () => {
      await Promise.all(consumers.splice(0).map((consumer) => consumer.stop()));
      await target.close();
      expect(fatal.splice(0)).toEqual([]);
    });

    it('hands out every record once and keeps the order of each key', async () => {
      await prepare({ partitions: 3 });
      const orders = target.topic('orders');
      await target.log.publisher.publish(series(orders, 200));
      await target.log.publisher.publish(series(orders, 100, { from: 200 }));
      const store = new RecordedLanes();
      await member(store);
      await until('all are taken', () => store.taken.length >= 300);
      expect(numbers(store.taken)).toEqual(counting(300));
      expectOrderPerKey(store.taken);
    });

    it('merges the topics of a lane by timestamp although one of them is far ahead', async () => {
      await prepare({ partitions: 1 });
      const early = series(target.topic('orders'), 2_000, { bytes: 300 });
      const late = series(target.topic('payments'), 2_000, { bytes: 300 });
      await target.log.publisher.publish(early);
      await target.log.publisher.publish(late);
      const store = new RecordedLanes();
      await member(store);
      await until('all are taken', () => store.taken.length >= 4_000);
      const times = store.taken.map((record) => record.timestamp);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    });

    it('goes on from the stored offsets after a stop, without a loss or a repetition', async () => {
      await prepare({ partitions: 2 });
      const orders = target.topic('orders');
      const store = new RecordedLanes();
      await target.log.publisher.publish(series(orders, 150));
      const first = await member(store, { max: 20 });
      await until('some are taken', () => store.taken.length >= 40);
      await first.consumer.stop();
      await target.log.publisher.publish(series(orders, 150, { from: 150 }));
      await member(store);
      await until('all are taken', () => store.taken.length >= 300);
      expect(numbers(store.taken)).toEqual(counting(300));
      expectOrderPerKey(store.taken);
    });

    it('reads again what the store has not taken', async () => {
      await prepare({ partitions: 1 });
      await target.log.publisher.publish(series(target.topic('orders'), 50));
      const first = new RecordedLanes();
      const { consumer } = await member(first);
      await until('all are taken', () => first.taken.length >= 50);
      await consumer.stop();
      const second = new RecordedLanes();
      second.offsets.set(0, { [target.topic('orders')]: 30n });
      await member(second);
      await until('the rest is taken again', () => second.taken.length >= 20);
      expect(numbers(second.taken)).toEqual(counting(50).slice(30));
    });

    it('moves lanes between two members and takes every record once under the fence of the store', async () => {
      await prepare({ partitions: 4 });
      const orders = target.topic('orders');
      const store = new RecordedLanes();
      const first = await member(store, { max: 10, pauseMs: 5 });
      const publishing = (async () => {
        for (let from = 0; from < 1_200; from += 100) {
          await target.log.publisher.publish(series(orders, 100, { from, keys: 40 }));
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      })();
      await until('the first member works', () => store.taken.length > 50);
      const second = await member(store, { max: 10, pauseMs: 5 }, await target.another());
      await until('both have lanes', () => first.handler.readers.size > 0 && second.handler.readers.size > 0);
      expect([...first.handler.readers.keys()].filter((lane) => second.handler.readers.has(lane))).toEqual([]);
      await publishing;
      await first.consumer.stop();
      await until('all are taken', () => store.taken.length >= 1_200);
      expect(numbers(store.taken)).toEqual(counting(1_200));
      expectOrderPerKey(store.taken);
    });

    it('lands the records of many callers at once, in the order of each caller', async () => {
      await prepare({ partitions: 3 });
      const orders = target.topic('orders');
      const callers = Array.from({ length: 30 }, async (_, caller) => {
        for (let call = 0; call < 10; call++) {
          const records = series(orders, 3, { from: call * 3, keys: 1 });
          await target.log.publisher.publish(records.map((record) => ({ ...record, key: `caller-${caller}` })));
        }
      });
      await Promise.all(callers);
      const store = new RecordedLanes();
      await member(store);
      await until('all are taken', () => store.taken.length >= 900);
      expect(store.taken).toHaveLength(900);
      expectOrderPerKey(store.taken);
    });

    it('loses nothing when the buffers are tiny and the reader is slow', async () => {
      await prepare({ partitions: 2, bufferBytes: 4_000 });
      const store = new RecordedLanes();
      await target.log.publisher.publish(series(target.topic('orders'), 400, { bytes: 1_000 }));
      await member(store, { max: 10, pauseMs: 2 });
      await target.log.publisher.publish(series(target.topic('payments'), 400, { bytes: 1_000 }));
      await until('all are taken', () => store.taken.length >= 800);
      expect(store.taken).toHaveLength(800);
      expectOrderPerKey(store.taken);
    });

    it('carries a record of 900 KB', async () => {
      await prepare({ partitions: 1 });
      const value = Buffer.alloc(900_000, 'x');
      const orders = target.topic('orders');
      await target.log.publisher.publish([1, 2, 3].map((timestamp) => ({ topic: orders, key: 'a', value, timestamp })));
      const store = new RecordedLanes();
      await member(store, { maxBytes: 1_000_000 });
      await until('all are taken', () => store.taken.length >= 3);
      expect(store.taken.map((record) => value.equals(record.value ?? new Uint8Array()))).toEqual([true, true, true]);
    });

    it('keeps headers, timestamps, empty values, null keys and a named partition', async () => {
      await prepare({ partitions: 2 });
      const orders = target.topic('orders');
      const headers = { 'source-topic': 'orders.v1', reason: '三单 …' };
      await target.log.publisher.publish([
        { topic: orders, key: 'a', value: '', timestamp: 5, partition: 1, headers },
        { topic: orders, key: null, value: Buffer.from([0, 255]), timestamp: 6, partition: 1 },
      ]);
      const store = new RecordedLanes();
      await member(store);
      await until('both are taken', () => store.taken.length >= 2);
      const [first, second] = store.ofLane(1);
      expect(first).toMatchObject({ topic: orders, partition: 1, offset: 0n, timestamp: 5, headers });
      expect([Buffer.from(first?.key ?? []).toString(), first?.value?.length]).toEqual(['a', 0]);
      expect(second).toMatchObject({ partition: 1, offset: 1n, key: null, timestamp: 6 });
      expect(second).not.toHaveProperty('headers');
      expect(Buffer.from(second?.value ?? [])).toEqual(Buffer.from([0, 255]));
    });

    it('wakes a waiting reader when a record comes in', async () => {
      await prepare({ partitions: 1 });
      const store = new RecordedLanes();
      const { handler } = await member(store);
      await until('the lane is idle', () => handler.readers.get(0)?.idle() === true);
      const sent = Date.now();
      await target.log.publisher.publish(series(target.topic('orders'), 1));
      await until('it is taken', () => store.taken.length === 1);
      expect(Date.now() - sent).toBeLessThan(1_000);
    });

    it('tells lag and idle', async () => {
      await prepare({ partitions: 1 });
      const orders = target.topic('orders');
      await target.log.publisher.publish(series(orders, 30));
      const store = new RecordedLanes();
      const { handler, consumer } = await member(store, { max: 5, pauseMs: 40 });
      await until('some are taken', () => store.taken.length >= 5);
      const reader = handler.readers.get(0);
      expect(reader?.lag().records).toBeGreaterThan(0);
      expect(reader?.lag().oldestTimestamp).toBeGreaterThanOrEqual(1_000_005);
      expect(reader?.idle()).toBe(false);
      await until('all are taken', () => store.taken.length >= 30);
      await until('the lane is idle', () => reader?.idle() === true);
      expect(reader?.lag()).toEqual({ records: 0 });
      expect(consumer.healthy()).toBe(true);
    });
  });
}
