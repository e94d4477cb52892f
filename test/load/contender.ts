import { setTimeout as sleep } from 'node:timers/promises';
import { type Usage, usageOf } from '../../deploy/engine';

/** One way to do the work. */
export interface Contender {
  /** Starts its processes; resolves with the moment (of `performance.now()`) from which it consumes. */
  start(): Promise<number>;
  /** Parcels it has published an outcome for. */
  told(): Promise<number>;
  /** Costs of its own processes since their start. */
  usage(): Record<string, Usage>;
  stop(): Promise<unknown>;
}

export interface ProcessFigures {
  /** Start-up included. */
  cpuSecondsPerMillionParcels: number;
  peakRssMb: number;
}

export interface ContenderRun {
  parcels: number;
  /** From the start of the first process until the documents are consumed. */
  bootSeconds: number;
  /** From then to the last published outcome. */
  seconds: number;
  parcelsPerSecond: number;
  /** Between the first and the last tenth. */
  steadyParcelsPerSecond: number;
  processes: Record<string, ProcessFigures>;
}

/** Of all processes, servers included, for a million parcels. */
export function coreSeconds({ processes }: ContenderRun): number {
  return Object.values(processes).reduce((sum, figures) => sum + figures.cpuSecondsPerMillionParcels, 0);
}

/** Bounds of the time between two questions: each costs the processes that answer it, and this one, part of the cores. */
const MIN_POLL_MS = 100;
const MAX_POLL_MS = 1_000;
const SAY_MS = 10_000;
const STALL_MS = 120_000;

/** Process ids of what works beside a contender, and before it came. */
export type Servers = Readonly<Record<string, number>>;

/** Runs a contender until it has told of `parcels`. */
export async function measure(
  contender: Contender,
  servers: Servers,
  parcels: number,
  say: (line: string) => void,
): Promise<ContenderRun> {
  const before = Object.entries(servers).map(([name, pid]) => ({ name, pid, cpuSeconds: usageOf(pid).cpuSeconds }));
  const startedAt = performance.now();
  try {
    const consumingAt = await contender.start();
    const points = await follow(contender, consumingAt, parcels, say);
    const processes: ContenderRun['processes'] = {};
    for (const [name, usage] of Object.entries(contender.usage())) processes[name] = figuresOf(usage, parcels);
    for (const { name, pid, cpuSeconds } of before) processes[name] = figuresOf(usageOf(pid), parcels, cpuSeconds);
    const seconds = points.at(-1)!.seconds;
    return {
      parcels,
      bootSeconds: (consumingAt - startedAt) / 1000,
      seconds,
      parcelsPerSecond: parcels / seconds,
      steadyParcelsPerSecond: steadyRate(points, parcels),
      processes,
    };
  } finally {
    await contender.stop();
  }
}

interface Point {
  seconds: number;
  told: number;
}

async function follow(
  contender: Contender,
  consumingAt: number,
  parcels: number,
  say: (line: string) => void,
): Promise<Point[]> {
  const points: Point[] = [];
  let changedAt = performance.now();
  for (let saidAt = changedAt; ; await sleep(untilNextPoll(points.at(-1)!, parcels))) {
    const told = await contender.told();
    const now = performance.now();
    if (told > (points.at(-1)?.told ?? 0)) changedAt = now;
    points.push({ seconds: (now - consumingAt) / 1000, told });
    if (told >= parcels) return points;
    if (now - changedAt > STALL_MS) throw new Error(`${told} of ${parcels} parcels, and none for ${STALL_MS} ms`);
    if (now - saidAt < SAY_MS) continue;
    say(`${told} of ${parcels} parcels`);
    saidAt = now;
  }
}

/** A tenth of the time that is left, as far as it can be known, ms: the end is found as exactly as by asking often. */
function untilNextPoll({ seconds, told }: Point, parcels: number): number {
  const msLeft = seconds * 1000 * (parcels / told - 1);
  return Math.min(Math.max(msLeft / 10, MIN_POLL_MS), MAX_POLL_MS);
}

function steadyRate(points: readonly Point[], parcels: number): number {
  const from = points.find(({ told }) => told >= parcels * 0.1)!;
  const to = points.find(({ told }) => told >= parcels * 0.9)!;
  return to.seconds > from.seconds
    ? (to.told - from.told) / (to.seconds - from.seconds)
    : parcels / points.at(-1)!.seconds;
}

function figuresOf({ cpuSeconds, peakRssMb }: Usage, parcels: number, before = 0): ProcessFigures {
  return { cpuSecondsPerMillionParcels: ((cpuSeconds - before) / parcels) * 1_000_000, peakRssMb };
}
