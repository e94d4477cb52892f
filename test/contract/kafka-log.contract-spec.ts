import { KafkaLog } from '@sandan/kafka';
import type { KafkaLogOptions } from '@sandan/kafka';
import { RecordedLanes, RecordingHandler, logSuite } from '@sandan/pipeline/suites';
import { randomUUID } from 'node:crypto';

const brokers = process.env['SANDAN_TEST_BROKERS'];

function options(extra: Partial<KafkaLogOptions> = {}): KafkaLogOptions {
  return { brokers: (brokers ?? '').split(','), clientId: 'sandan-test', ...extra };
}

async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

if (!brokers) {
  process.stderr.write('SKIPPED: the Kafka log was not tested, SANDAN_TEST_BROKERS (host:port,…) is not set\n');
  describe.skip('kafka as a log (SANDAN_TEST_BROKERS is not set)', () => {
    it('needs a broker', () => undefined);
  });
} else {
  /** Every test has topics of its own: offsets and groups of one never meet those of another. */
  const fresh = async (log: KafkaLog, partitions: number): Promise<(name: string) => string> => {
    const run = randomUUID().slice(0, 8);
    const topic = (name: string): string => `test.${run}.${name}`;
    const names = ['orders', 'payments'].map(topic);
    // The records of these tests are of the year 1970.
    const config = { 'retention.ms': '-1' };
    await log.createTopics(names.map((name) => ({ topic: name, partitions, replicationFactor: 1, config })));
    return topic;
  };

  logSuite('kafka', async ({ partitions, bufferBytes }) => {
    const settings = options(bufferBytes === undefined ? {} : { consumer: { bufferBytes } });
    const log = new KafkaLog(settings);
    const others: KafkaLog[] = [];
    const topic = await fresh(log, partitions);
    return {
      log: {
        publisher: log.publisher,
        // A group of its own for every test, like its topics.
        consumer: (wanted) => log.consumer({ ...wanted, group: topic(wanted.group) }),
        partitions: (topics) => log.partitions(topics),
        connect: () => log.connect(),
        close: () => log.close(),
      },
      topic,
      another: () => {
        const other = new KafkaLog(settings);
        others.push(other);
        return Promise.resolve({
          publisher: other.publisher,
          consumer: (wanted) => other.consumer({ ...wanted, group: topic(wanted.group) }),
          partitions: (topics) => other.partitions(topics),
          connect: () => other.connect(),
          close: () => other.close(),
        });
      },
      close: async () => {
        await Promise.all([log, ...others].map((each) => each.close()));
      },
    };
  });

  describe('kafka log', () => {
    let log: KafkaLog;
    let topic: (name: string) => string;
    const gaps: unknown[] = [];
    const retries: string[] = [];

    beforeEach(async () => {
      gaps.length = 0;
      retries.length = 0;
      log = new KafkaLog(options({ onGap: (gap) => gaps.push(gap), onRetry: (error) => retries.push(error.message) }));
      topic = await fresh(log, 2);
    });

    afterEach(() => log.close());

    it('creates only missing topics and tells partition counts', async () => {
      const extra = { topic: topic('orders'), partitions: 5, replicationFactor: 1 };
      expect(await log.createTopics([extra])).toEqual([]);
      expect(await log.partitions([topic('orders'), topic('nowhere')])).toEqual(new Map([[topic('orders'), 2]]));
    });

    it('refuses to consume a missing topic', async () => {
      const handler = new RecordingHandler(new RecordedLanes());
      const topics = [topic('orders'), topic('nowhere')];
      const consumer = log.consumer({ group: topic('g'), topics, handler, onFatal: () => undefined });
      await expect(consumer.start()).rejects.toThrow(`missing topics: ${topic('nowhere')}`);
    });

    it('rejects a record that the broker refuses and lands those beside it', async () => {
      const orders = topic('orders');
      const record = (value: string) => ({ topic: orders, key: 'a', value, timestamp: 1, partition: 0 });
      const outcomes = await Promise.allSettled([
        log.publisher.publish([record('first')]),
        log.publisher.publish([record('x'.repeat(5_000_000))]),
        log.publisher.publish([record('last')]),
        log.publisher.publish([{ ...record('nowhere'), partition: 9 }]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
      const store = new RecordedLanes();
      const handler = new RecordingHandler(store);
      await log.consumer({ group: topic('g'), topics: [orders], handler, onFatal: () => undefined }).start();
      await until('both are taken', () => store.taken.length >= 2);
      expect(store.taken.map(({ value }) => Buffer.from(value ?? []).toString())).toEqual(['first', 'last']);
    });

    it('tells of a retry while a topic is missing and publishes once it is there', async () => {
      const late = topic('late');
      const published = log.publisher.publish([{ topic: late, key: 'a', value: 'v', timestamp: 1 }]);
      await until('a retry is told', () => retries.length > 0);
      expect(retries[0]).toBe(`missing topics: ${late}`);
      await log.createTopics([{ topic: late, partitions: 1, replicationFactor: 1, config: { 'retention.ms': '-1' } }]);
      await published;
    });

    it('does not start a lane whose store has taken more than the log holds', async () => {
      const store = new RecordedLanes();
      store.offsets.set(0, { [topic('orders')]: 1_000n });
      const fatal: Error[] = [];
      const handler = new RecordingHandler(store);
      const onFatal = (error: Error) => fatal.push(error);
      const consumer = log.consumer({ group: topic('g'), topics: [topic('orders')], handler, onFatal });
      await consumer.start();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(fatal).toEqual([]);
      expect(handler.readers.has(0)).toBe(false);
      expect(handler.readers.has(1)).toBe(true);
    });

    it('stops at once although nothing comes in', async () => {
      const handler = new RecordingHandler(new RecordedLanes());
      const consumer = log.consumer({
        group: topic('g'),
        topics: [topic('orders')],
        handler,
        onFatal: () => undefined,
      });
      await consumer.start();
      expect(consumer.healthy()).toBe(true);
      const asked = Date.now();
      await consumer.stop();
      expect(Date.now() - asked).toBeLessThan(2_000);
      expect(consumer.healthy()).toBe(false);
    });
  });
}
