import { Controller, Module } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { parseEnvironment, ServiceConfig } from '@sandan/config';
import { ALL_TOPICS, type FlowStage } from '@sandan/contracts';
import { createLogger } from '@sandan/observability';
import { LaneBatch, MemoryLaneDisk, MemoryLaneStore, MemoryLog } from '@sandan/pipeline';
import { BASE_REFERENCE } from '../../../../seeds/scenarios/base';
import { bundleAt } from '../../../../seeds/scenarios/records';
import { publishLines } from '../load/load-records';
import { Service } from './service';

type StageName = FlowStage['stage'];

@Controller()
class EveryStage {
  @EventPattern<string>('parcel', { batch: true })
  parcel(@Payload() batch: LaneBatch): Promise<void> {
    return batch.decide();
  }

  @EventPattern<string>('quota', { batch: true })
  quota(@Payload() batch: LaneBatch): Promise<void> {
    return batch.decide();
  }

  @EventPattern<string>('stock', { batch: true })
  stock(@Payload() batch: LaneBatch): Promise<void> {
    return batch.decide();
  }

  @EventPattern<string>('release', { batch: true })
  release(@Payload() batch: LaneBatch): Promise<void> {
    return batch.decide();
  }
}

@Module({ controllers: [EveryStage] })
class EveryStageModule {}

@Module({})
class EmptyModule {}

const ENVIRONMENT = {
  SANDAN_BROKERS: 'memory:1',
  SANDAN_MONGO_URI: 'mongodb://memory/sandan',
  SANDAN_REFERENCE: 'none',
  SANDAN_BUYER_KEY: 'a key for this test only',
  SANDAN_HTTP_PORT: '0',
};
const config = parseEnvironment(ServiceConfig, ENVIRONMENT, () => '');
const watchful = parseEnvironment(
  ServiceConfig,
  { ...ENVIRONMENT, SANDAN_POISON_WINDOW_RECORDS: '10', SANDAN_BATCH_RECORDS_MAX: '5', SANDAN_FLUSH_WAIT_MS: '0' },
  () => '',
);

describe('service', () => {
  let log: MemoryLog;
  let disk: MemoryLaneDisk;
  let services: Service[];
  let fatal: Error[];

  beforeEach(() => {
    log = new MemoryLog({ topics: Object.fromEntries(ALL_TOPICS.map((topic) => [topic, 3])) });
    disk = new MemoryLaneDisk();
    services = [];
    fatal = [];
  });

  afterEach(async () => {
    await Promise.allSettled(services.map((service) => service.stop()));
  });

  function service(
    stages: readonly StageName[],
    store = new MemoryLaneStore(disk),
    module = EveryStageModule,
    { settings = config } = {},
  ) {
    const created = new Service({
      stages,
      module,
      config: settings,
      reference: BASE_REFERENCE,
      log,
      store,
      logger: createLogger('spec', 'silent'),
      version: 'spec',
      owner: 'spec',
      onFatal: (error) => fatal.push(error),
    });
    services.push(created);
    return created;
  }

  async function untilTold(topic: string, count: number): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (log.records(topic).length < count) {
      if (Date.now() > deadline) throw new Error(`${log.records(topic).length} of ${count} records in ${topic}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const send = () =>
    publishLines(
      log.publisher,
      bundleAt(0).map((record) => line(record)),
    );

  it('clears a parcel over stages in processes of their own, and answers the probes', async () => {
    const parcel = service(['parcel']);
    await Promise.all([parcel, service(['quota', 'stock']), service(['release'])].map((each) => each.start()));
    expect(await (await fetch(`${await parcel.url()}/readyz`)).json()).toEqual({ ok: true });
    await send();
    await untilTold('release-notices.v1', 1);
    const [clearance] = log.records('clearances.v1').map(({ value }) => JSON.parse(String(value)));
    expect(clearance).toMatchObject({ outcome: 'RELEASED', revision: 1 });
    const metrics = await (await fetch(`${await parcel.url()}/metrics`)).text();
    expect(metrics).toContain('clearance_parcels_total{outcome="RELEASED"} 1');
    expect(fatal).toEqual([]);
  });

  it('saves what it holds when it is stopped, so that the next owner folds nothing', async () => {
    const parcel = service(['parcel']);
    await parcel.start();
    await send();
    await untilTold('parcel.quota.requested.v1', 1);
    await parcel.stop();
    const lanes = disk.ofStage('parcel').filter(({ journal }) => journal.length > 1);
    expect(lanes.map(({ states }) => states.size)).toEqual([1]);
    expect(lanes.map(({ journal, checkpointSeq }) => journal.length - checkpointSeq)).toEqual([0]);
  });

  it('refuses to start over topics that are missing or differ in their partition counts', async () => {
    const topics = Object.fromEntries(ALL_TOPICS.map((topic) => [topic, topic === 'orders.v1' ? 4 : 3]));
    delete topics['returns.v1'];
    log = new MemoryLog({ topics });
    await expect(service(['parcel']).start()).rejects.toThrow(
      /topic returns\.v1 does not exist\npartition counts differ: 4 of orders\.v1; 3 of /,
    );
  });

  it('refuses to start a stage that no handler takes', async () => {
    const empty = service(['quota'], undefined, EmptyModule);
    await expect(empty.start()).rejects.toThrow("@EventPattern('quota', { batch: true }) is missing");
  });

  it('stops a lane that takes little but poison, says so, and goes on when it is started anew', async () => {
    const breaking = () => service(['parcel'], undefined, undefined, { settings: watchful });
    const poison = Array.from({ length: 40 }, (_, at) => ({
      ...bundleAt(0)[0]!,
      key: 'HM-0001',
      value: `broken ${at}`,
    }));
    const stopped = breaking();
    await publishLines(log.publisher, poison.map(line));
    await send();
    await stopped.start();
    const url = await stopped.url();
    const why = async () => ((await (await fetch(`${url}/readyz`)).json()) as { why?: string }).why ?? '';
    while (!(await why()).startsWith('lane ')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await why()).toMatch(
      /^lane parcel\/\d stopped: \d+ of its last \d+ records are dead letters \(not-json \d+\)$/,
    );
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/clearance_lane_stopped\{.*\} 1/);
    expect(log.records('dead-letters.v1').length).toBeLessThanOrEqual(10);
    await stopped.stop();

    // Each start lets a window of it through; what is good comes after it.
    while (log.records('clearances.v1').length + log.records('parcel.quota.requested.v1').length === 0) {
      const again = breaking();
      await again.start();
      const told = log.records('dead-letters.v1').length;
      while (log.records('dead-letters.v1').length === told && log.records('parcel.quota.requested.v1').length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await again.stop();
    }
    // A new owner tells its last outputs again.
    const offsets = log.records('dead-letters.v1').map(({ headers }) => headers!['source-offset']);
    expect(new Set(offsets).size).toBe(40);
    expect(fatal).toEqual([]);
  });

  it('tells the end of a process whose store refuses, with the error of the store itself', async () => {
    const broken = new TypeError('the disk is no disk');
    const before = (operation: string): void => {
      if (operation === 'append') throw broken;
    };
    const parcel = service(['parcel'], new MemoryLaneStore(disk, { before }));
    await parcel.start();
    await send();
    while (fatal.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(fatal).toEqual([broken]);
    expect((await fetch(`${await parcel.url()}/livez`)).status).toBe(503);
    await expect(parcel.stop()).rejects.toBe(broken);
  });
});

function line({ at, ...record }: { at: number; topic: string; value?: object | string }): string {
  return JSON.stringify({ ...record, timestamp: Date.parse('2026-11-11T00:00:00+08:00') + at });
}
