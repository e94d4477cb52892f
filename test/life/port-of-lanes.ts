import { buildReference, type ReferenceData } from '@sandan/domain';
import {
  createDigest,
  type InboundRecord,
  Lane,
  MemoryLaneDisk,
  MemoryLaneStore,
  type OutboundRecord,
  type RunnerOptions,
  SILENT,
  STAGE_HOSTING,
  unpackFacts,
} from '@sandan/pipeline';
import type { Prng } from '../../seeds/prng';

const STAGES = ['parcel', 'quota', 'stock', 'release'] as const;
type StageName = (typeof STAGES)[number];

/** What a process dies of in these tests. */
class Crash extends Error {}

export interface PortOptions {
  /** Probability that a process dies at each of the places where it may. */
  crashRate: number;
}

/**
 * The four stages as four processes with a lane each, on one store in memory and a log of arrays. Each step lets one of
 * them decide a few records; it may die before its commit, after the append, or in the middle of publishing, and its
 * successor takes over. Everything hangs on the generator handed in: the same one gives the same run.
 */
export class PortOfLanes {
  /** Everything published, as often as it was published. */
  readonly told: OutboundRecord[] = [];
  readonly disk = new MemoryLaneDisk();
  readonly store = new MemoryLaneStore(this.disk);
  crashes = 0;
  private readonly reference;
  private readonly topics = new Map<string, InboundRecord[]>();
  /** Partners' records in the order in which they were sent, over all their topics. */
  private readonly inbound: InboundRecord[] = [];
  private readonly lanes = new Map<StageName, Lane>();
  private readonly digest = createDigest('random walk');

  constructor(
    data: ReferenceData,
    private readonly random: Prng,
    private readonly options: PortOptions,
  ) {
    this.reference = buildReference(data);
  }

  send(topic: string, key: string, value: object, timestamp: number): void {
    const record = this.append(topic, key, Buffer.from(JSON.stringify(value)), timestamp);
    this.inbound.push(record);
  }

  /** True while a stage has something to decide. */
  async busy(): Promise<boolean> {
    for (const stage of STAGES) if ((await this.pending(stage)).length > 0) return true;
    return false;
  }

  /** One stage decides a few of the records that wait for it; nothing when none wait. */
  async step(): Promise<void> {
    const stage = this.random.pick(STAGES);
    const waiting = await this.pending(stage);
    if (waiting.length === 0) return;
    // One topic at a time: records of several topics come to a lane in any order between them.
    const { topic } = this.random.pick(waiting);
    const run = waiting.filter((record) => (stage === 'parcel' ? isAlike(record, topic) : record.topic === topic));
    await this.work(stage, run.slice(0, 1 + this.random.int(3)));
  }

  async drain(): Promise<void> {
    while (await this.busy()) await this.step();
  }

  /** Moves the business clock of the parcels' lane, as an idle lane does. */
  async passTime(until: number): Promise<void> {
    await this.drain();
    await this.work('parcel', [], until);
    await this.drain();
  }

  /** Every key of a stage, with its state as folded from its journal. */
  async statesOf<State>(
    stage: StageName,
    fold: (state: State | undefined, key: string, fact: object) => State,
  ): Promise<Map<string, State>> {
    const states = new Map<string, State>();
    for await (const { facts } of this.store.entries({ stage, lane: 0 }, 1)) {
      for (const [, key, fact] of unpackFacts(facts)) states.set(key, fold(states.get(key), key, fact));
    }
    return states;
  }

  private async work(stage: StageName, records: readonly InboundRecord[], until?: number): Promise<void> {
    try {
      const lane = await this.lane(stage);
      const flush = await lane.decide(records, until);
      this.perhapsDie();
      await lane.commit(flush);
      this.perhapsDie();
      if (this.random.chance(0.2) && lane.hasUnsavedStates) await lane.checkpoint();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.crashes++;
      this.lanes.delete(stage);
      // The successor's first deed is to tell the last outputs again; it may die over that too.
      await this.lane(stage);
      if (until !== undefined) await this.work(stage, records, until);
    }
  }

  /** Records that wait for a stage, in an order in which they may come. */
  private async pending(stage: StageName): Promise<InboundRecord[]> {
    const { offsets } = await this.lane(stage);
    const own = this.topics.get(STAGE_HOSTING[stage].stageTopics[stage]) ?? [];
    const isNext = ({ topic, offset }: InboundRecord) => offset >= (offsets[topic] ?? 0n);
    const answers = own.filter(isNext);
    return stage === 'parcel' ? [...answers, ...this.inbound.filter(isNext)] : answers;
  }

  private async lane(stage: StageName): Promise<Lane> {
    for (;;) {
      const known = this.lanes.get(stage);
      if (known) return known;
      const lane = new Lane(this.runnerOptions(stage), 0);
      try {
        await lane.open();
        this.lanes.set(stage, lane);
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        this.crashes++;
      }
    }
  }

  private runnerOptions(stage: StageName): RunnerOptions {
    return {
      hosting: STAGE_HOSTING[stage],
      store: this.store,
      publisher: { publish: async (records) => this.publish(records) },
      reference: this.reference,
      digest: this.digest,
      observer: SILENT,
      lanes: 1,
      owner: stage,
      wallClock: () => 0,
      batchRecordsMax: Infinity,
      batchBytesMax: Infinity,
      readWaitMs: 0,
      checkpointFlushes: Infinity,
      checkpointKeysMax: Infinity,
      cacheKeysMax: 3,
      cacheBytesMax: Infinity,
      idleClockMs: 0,
    };
  }

  /** A process may die with any part of its outputs published. */
  private publish(records: readonly OutboundRecord[]): void {
    for (const record of records) {
      this.perhapsDie();
      this.told.push(record);
      const isInternal = Object.values(STAGE_HOSTING.parcel.stageTopics).includes(record.topic);
      if (isInternal) this.append(record.topic, String(record.key), Buffer.from(record.value), record.timestamp);
    }
    this.perhapsDie();
  }

  private perhapsDie(): void {
    if (this.random.chance(this.options.crashRate)) throw new Crash();
  }

  private append(topic: string, key: string, value: Uint8Array, timestamp: number): InboundRecord {
    const records = this.topics.get(topic) ?? [];
    this.topics.set(topic, records);
    const record = { topic, partition: 0, offset: BigInt(records.length), key: Buffer.from(key), value, timestamp };
    records.push(record);
    return record;
  }
}

/** Partners' topics are taken as one, in the order sent; answers come between them anywhere. */
function isAlike(record: InboundRecord, topic: string): boolean {
  const answers = STAGE_HOSTING.parcel.stageTopics.parcel;
  return (record.topic === answers) === (topic === answers);
}
