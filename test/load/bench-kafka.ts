import { createPortTopics, loadRecords } from '@sandan/service';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryRoot, type StackInfo, stackDown, stackUp } from '../../deploy/stack';
import { generateDay } from '../../seeds/day';
import { type AppName, stageEnvironment, StageProcess } from '../../deploy/engine';
import { type Usage, usageOf } from '../../deploy/engine';

export interface DistributedBenchOptions {
  /** Clean parcels; each brings an order, a payment and a waybill, some an inventory. */
  parcels: number;
  seed?: number;
  partitions?: number;
  /** Of the processes, on top of what they need. */
  environment?: Readonly<Record<string, string>>;
  onProgress?(line: string): void;
}

export interface ProcessFigures {
  cpuSecondsPerMillionParcels: number;
  peakRssMb: number;
}

export interface DistributedBench {
  parcels: number;
  records: number;
  partitions: number;
  /** From the start of the processes to the last published clearance. */
  seconds: number;
  parcelsPerSecond: number;
  /** Between the first and the last tenth: without the start of the processes and their run dry. */
  steadyParcelsPerSecond: number;
  /** parcel, ledger, release, kafka, mongod. */
  processes: Record<string, ProcessFigures>;
}

const APPS: readonly AppName[] = ['parcel', 'ledger', 'release'];
const POLL_MS = 200;
const STALL_MS = 120_000;

/**
 * Clears a preloaded day with one process of each app over Kafka and MongoDB on this machine, from empty servers. Needs
 * the compiled sources, and Linux for the figures of processes.
 */
export async function benchDistributed(options: DistributedBenchOptions): Promise<DistributedBench> {
  const { partitions = 6, onProgress = () => undefined } = options;
  const cache = join(repositoryRoot(), '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    const stack = await stackUp({ folder, onProgress });
    await createPortTopics({ brokers: stack.brokers, partitions });
    const { records } = await loadRecords({ brokers: stack.brokers, from: dayLines(options) });
    onProgress(`${records} records loaded`);
    return { ...(await measure(stack, options)), records, partitions };
  } finally {
    await stackDown({ folder });
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  stack: StackInfo,
  { parcels, environment: more = {}, onProgress = () => undefined }: DistributedBenchOptions,
): Promise<Omit<DistributedBench, 'records' | 'partitions'>> {
  const root = repositoryRoot();
  const environment = stageEnvironment(stack, join(root, 'seeds', 'reference'), more);
  const dist = join(root, 'dist');
  const processes = APPS.map((app) => new StageProcess({ app, dist, logFolder: stack.folder, environment }));
  const before = { kafka: usageOf(stack.kafkaPid), mongod: usageOf(stack.mongodPid) };
  const started = performance.now();
  try {
    await Promise.all(processes.map((process) => process.start()));
    const course = await followParcels(processes[0] as StageProcess, parcels, started, onProgress);
    const figures: Record<string, ProcessFigures> = {};
    for (const process of processes) figures[process.app] = figuresOf(usageOf(process.pid ?? 0), parcels);
    for (const [name, pid] of [['kafka', stack.kafkaPid] as const, ['mongod', stack.mongodPid] as const]) {
      figures[name] = figuresOf(usageOf(pid), parcels, before[name]);
    }
    return { parcels, ...course, processes: figures };
  } finally {
    await Promise.all(processes.map((process) => process.stop()));
  }
}

interface Course {
  seconds: number;
  parcelsPerSecond: number;
  steadyParcelsPerSecond: number;
}

/** Counted by the process that publishes the clearances: a reader of the topic would take its part of the cores. */
async function followParcels(
  parcelProcess: StageProcess,
  parcels: number,
  started: number,
  onProgress: (line: string) => void,
): Promise<Course> {
  const points: { at: number; told: number }[] = [];
  for (let changedAt = performance.now(); ; await sleep(POLL_MS)) {
    const told = await toldParcels(parcelProcess);
    const now = performance.now();
    if (told > (points.at(-1)?.told ?? 0)) changedAt = now;
    points.push({ at: (now - started) / 1000, told });
    onProgress(`${told} of ${parcels} parcels`);
    if (told >= parcels) break;
    if (now - changedAt > STALL_MS) throw new Error(`${told} of ${parcels} parcels, and none for ${STALL_MS} ms`);
  }
  const seconds = points.at(-1)?.at ?? 0;
  const from = points.find(({ told }) => told >= parcels * 0.1);
  const to = points.find(({ told }) => told >= parcels * 0.9);
  const steady = from && to && to.at > from.at ? (to.told - from.told) / (to.at - from.at) : parcels / seconds;
  return { seconds, parcelsPerSecond: parcels / seconds, steadyParcelsPerSecond: steady };
}

async function toldParcels({ url }: StageProcess): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const counts = [...metrics.matchAll(/^clearance_parcels_total\{.*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

function figuresOf(usage: Usage, parcels: number, before: Usage = { cpuSeconds: 0, peakRssMb: 0 }): ProcessFigures {
  const perMillion = ((usage.cpuSeconds - before.cpuSeconds) / parcels) * 1_000_000;
  return { cpuSecondsPerMillionParcels: Math.round(perMillion), peakRssMb: usage.peakRssMb };
}

function* dayLines({ parcels, seed = 1 }: DistributedBenchOptions): Generator<string> {
  for (const record of generateDay({ parcels, seed, curve: 'flat', clean: true })) yield JSON.stringify(record);
}
