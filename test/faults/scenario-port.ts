import { Module } from '@nestjs/common';
import { parseEnvironment, ServiceConfig } from '@sandan/config';
import { ALL_TOPICS, FLOW, OUTBOUND_TOPICS } from '@sandan/contracts';
import { type ParcelFact, type ParcelGroup, parcelsOf, parcelStage, type ReferenceData } from '@sandan/domain';
import type { MongoLaneStore } from '@sandan/mongo';
import { createLogger } from '@sandan/observability';
import { type LaneStore, type Log, type OutboundRecord, type Publisher, unpackFacts } from '@sandan/pipeline';
import { Service } from '@sandan/service';
import { EngineRun, inboundRecords, readLedgers, type SentRecord } from '@sandan/testkit';
import { setTimeout as sleep } from 'node:timers/promises';
import { LedgerModule } from '../../apps/ledger/src/ledger.module';
import { ParcelModule } from '../../apps/parcel/src/parcel.module';
import { ReleaseModule } from '../../apps/release/src/release.module';
import { prefixedLog } from './prefixed-log';
import { ScenarioPlace } from './scenario-place';
import { ToldOutputs } from './told-outputs';

@Module({ imports: [ParcelModule, LedgerModule, ReleaseModule] })
class EveryStageModule {}

const STAGES = FLOW.map(({ stage }) => stage);
const OUTWARD: ReadonlySet<string> = new Set(OUTBOUND_TOPICS);
const CONSUMED = FLOW.flatMap(({ consumes }) => consumes);
const REST_WITHIN_MS = 30_000;
/** A record that nobody can read: all it does is move the business clock. */
const CLOCK_RECORD = 'the clock moves on';

/**
 * A port over the real servers for one scenario after another. The stages are those of the processes, in this process, so
 * that it is known at every moment what each has taken and what is under way: the next record is sent when all is at rest.
 */
export class ScenarioPort {
  /** Records that were published to each topic so far, by anybody. */
  private readonly ends = new Map<string, bigint>();
  /** What each stage has durably taken of a topic. */
  private readonly taken = new Map<string, bigint>();
  private readonly dirty = new Set<string>();
  private publishing = 0;
  private fatal: Error | undefined;
  private readonly log: Log;
  private readonly outputs: ToldOutputs;

  private constructor(private readonly place: ScenarioPlace) {
    this.log = prefixedLog(place.log(), place.prefix);
    this.outputs = new ToldOutputs(prefixedLog(place.log(), place.prefix));
    for (const topic of ALL_TOPICS) this.ends.set(topic, 0n);
  }

  static async open(servers: { brokers: string[]; mongoUri: string }, name: string): Promise<ScenarioPort> {
    const port = new ScenarioPort(await ScenarioPlace.create(servers, name));
    await port.outputs.start();
    return port;
  }

  async close(): Promise<void> {
    await this.log.close();
    await this.outputs.close();
    await this.place.close();
  }

  /** From empty state; `until` in ms since the epoch moves the clock after the last record. */
  async run(reference: ReferenceData, sent: readonly SentRecord[], until?: number): Promise<EngineRun> {
    const before = this.outputs.all.length;
    await this.empty();
    const store = await this.place.store();
    const service = this.service(reference, store);
    await service.start();
    try {
      const feed = this.counted(this.log.publisher);
      for (const record of records(sent, until)) {
        await feed.publish([record]);
        await this.rest();
      }
      return await this.outcome(store, before);
    } finally {
      await service.stop();
    }
  }

  private async empty(): Promise<void> {
    await this.place.empty(new Map(CONSUMED.filter((topic) => this.dirty.has(topic)).map(this.endOf)));
    this.dirty.clear();
    this.taken.clear();
    for (const topic of CONSUMED) this.taken.set(topic, this.ends.get(topic)!);
  }

  private readonly endOf = (topic: string): [string, bigint] => [topic, this.ends.get(topic)!];

  private service(reference: ReferenceData, store: MongoLaneStore): Service {
    return new Service({
      stages: STAGES,
      module: EveryStageModule,
      config: CONFIG,
      reference,
      log: this.countedLog(prefixedLog(this.place.log(), this.place.prefix)),
      store: this.watched(store),
      logger: createLogger('scenarios', 'silent'),
      version: 'test',
      owner: 'scenarios',
      onFatal: (error) => {
        this.fatal = error;
      },
    });
  }

  private countedLog(log: Log): Log {
    return {
      publisher: this.counted(log.publisher),
      consumer: (options) => log.consumer(options),
      partitions: (topics) => log.partitions(topics),
      connect: () => log.connect(),
      close: () => log.close(),
    };
  }

  private counted(publisher: Publisher): Publisher {
    return {
      publish: async (outgoing) => {
        this.publishing += 1;
        try {
          await publisher.publish(outgoing);
        } finally {
          this.publishing -= 1;
        }
        for (const { topic } of outgoing) {
          this.ends.set(topic, this.ends.get(topic)! + 1n);
          this.dirty.add(topic);
        }
      },
    };
  }

  private watched(store: MongoLaneStore): LaneStore {
    const watched = Object.create(store) as MongoLaneStore;
    watched.append = async (lane, entry) => {
      await store.append(lane, entry);
      for (const [topic, offset] of Object.entries(entry.head.offsets)) this.taken.set(topic, offset);
    };
    return watched;
  }

  /** Every record was taken by its stage and every output is in the log. What follows an append begins before any timer. */
  private async rest(): Promise<void> {
    await this.until('the stages are at rest', () => {
      return this.publishing === 0 && CONSUMED.every((topic) => this.taken.get(topic) === this.ends.get(topic));
    });
  }

  private async until(what: string, condition: () => boolean): Promise<void> {
    const deadline = Date.now() + REST_WITHIN_MS;
    while (!condition()) {
      if (this.fatal) throw this.fatal;
      if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
      await sleep(2);
    }
  }

  private async outcome(store: MongoLaneStore, before: number): Promise<EngineRun> {
    const told = [...this.ends].reduce((sum, [topic, end]) => (OUTWARD.has(topic) ? sum + Number(end) : sum), 0);
    await this.until('all outputs came', () => this.outputs.all.length >= told);
    const run = new EngineRun();
    run.told.push(...this.outputs.all.slice(before).filter(({ value }) => value !== CLOCK_RECORD));
    run.waiting = await waitingParcels(store);
    await readLedgers(run, store, [
      { stage: 'quota', lane: 0 },
      { stage: 'stock', lane: 0 },
    ]);
    return run;
  }
}

function records(sent: readonly SentRecord[], until?: number): OutboundRecord[] {
  const outgoing = inboundRecords(sent).map(({ topic, key, value, timestamp, headers }): OutboundRecord => ({
    topic,
    key,
    value: value!,
    timestamp,
    ...(headers && { headers }),
  }));
  if (until === undefined) return outgoing;
  return [...outgoing, { topic: 'orders.v1', key: null, value: CLOCK_RECORD, timestamp: until }];
}

async function waitingParcels(store: LaneStore): Promise<number> {
  const groups = new Map<string, ParcelGroup>();
  for await (const { facts } of store.entries({ stage: 'parcel', lane: 0 }, 1)) {
    for (const [, key, fact] of unpackFacts(facts)) {
      groups.set(key, parcelStage.evolve(groups.get(key) ?? parcelStage.initial(key), fact as ParcelFact));
    }
  }
  return [...groups.values()].flatMap(parcelsOf).filter(({ openSince }) => openSince !== undefined).length;
}

/** The servers are connected by the port itself; nothing waits for company and no clock moves by itself. */
const CONFIG = parseEnvironment(
  ServiceConfig,
  {
    SANDAN_BROKERS: 'given:1',
    SANDAN_MONGO_URI: 'mongodb://given/sandan',
    SANDAN_REFERENCE: 'given',
    SANDAN_BUYER_KEY: 'a key for invented buyers',
    SANDAN_HTTP_PORT: '0',
    SANDAN_IDLE_CLOCK_MS: '0',
    SANDAN_FLUSH_WAIT_MS: '0',
  },
  () => '',
);
