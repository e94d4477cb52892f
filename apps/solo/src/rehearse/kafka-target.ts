import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { KafkaLog } from '@sandan/kafka';
import { MongoLaneStore } from '@sandan/mongo';
import { createPortTopics } from '@sandan/service';
import { EngineFleet, stageEnvironment, type Usage, usageOf } from '../../../../deploy/engine';
import { repositoryRoot, stackDown, type StackInfo, stackUp } from '../../../../deploy/stack';
import type { DayRecord } from '../../../../seeds/day';
import { dayOutbound } from '../start/day-outbound';
import { ClearanceReader } from './clearance-reader';
import type { WatchedClearance } from './parcel-watch';
import type { ProcessUsage, RehearsalTarget } from './target';

export interface KafkaTargetOptions {
  referenceFolder: string;
  partitions: number;
  /** Processes of each app. */
  each: number;
  onProgress(line: string): void;
}

/** The processes of a port over a Kafka and a MongoDB of their own on this machine. */
export class KafkaTarget implements RehearsalTarget {
  private folder = '';
  private stack: StackInfo | undefined;
  private fleet: EngineFleet | undefined;
  private log: KafkaLog | undefined;
  private before: Record<string, Usage> = {};

  constructor(private readonly options: KafkaTargetOptions) {}

  async start(onClearance: (clearance: WatchedClearance) => void): Promise<void> {
    const { partitions, each, referenceFolder, onProgress } = this.options;
    const root = repositoryRoot();
    mkdirSync(join(root, '.cache'), { recursive: true });
    this.folder = mkdtempSync(join(root, '.cache', 'rehearsal-'));
    this.stack = await stackUp({ folder: this.folder, onProgress });
    const { brokers } = this.stack;
    await createPortTopics({ brokers, partitions });
    const environment = stageEnvironment(this.stack, referenceFolder);
    this.fleet = new EngineFleet({ dist: join(root, 'dist'), logFolder: this.folder, environment, each });
    await this.fleet.start();
    this.log = new KafkaLog({
      brokers,
      clientId: 'sandan-rehearsal',
      publisher: { lingerMs: 1 },
      consumer: { fetchPauseMs: 0 },
    });
    const onFatal = (error: Error): void => onProgress(`the reader of clearances failed: ${error.message}`);
    const handler = new ClearanceReader(onClearance);
    await this.log.consumer({ group: 'sandan-rehearsal', topics: ['clearances.v1'], handler, onFatal }).start();
    this.before = this.totals();
  }

  async send(records: readonly DayRecord[]): Promise<void> {
    await this.log!.publisher.publish(records.map(dayOutbound));
  }

  lagRecords(): Promise<number> {
    return this.fleet!.lagRecords();
  }

  usage(): Record<string, ProcessUsage> {
    return Object.fromEntries(
      Object.entries(this.totals()).map(([name, { cpuSeconds, peakRssMb }]) => [
        name,
        { cpuSeconds: cpuSeconds - (this.before[name]?.cpuSeconds ?? 0), peakRssMb },
      ]),
    );
  }

  rssMb(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.totals()).map(([name, { rssMb }]) => [name, rssMb]));
  }

  async storedBytes(): Promise<number> {
    const store = await MongoLaneStore.connect(this.stack!.mongoUri, { readOnly: true });
    try {
      return await store.storedBytes();
    } finally {
      await store.close();
    }
  }

  async stop(): Promise<void> {
    await this.log?.close();
    await this.fleet?.stop();
    await stackDown({ folder: this.folder });
    rmSync(this.folder, { recursive: true, force: true });
  }

  private totals(): Record<string, Usage> {
    const { kafkaPid, mongodPid } = this.stack!;
    return {
      ...this.fleet!.usage(),
      kafka: usageOf(kafkaPid),
      mongod: usageOf(mongodPid),
      'generator and reader': usageOf(process.pid),
    };
  }
}
