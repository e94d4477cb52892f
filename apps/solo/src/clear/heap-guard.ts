import { setFlagsFromString } from 'node:v8';
import { YOUNG_GENERATION_MIB } from './deciding-threads';

const LOOK_MS = 500;
const MIB = 1024 * 1024;
/**
 * By how much a heap may grow over what lives in it before it is collected, percent, while the process has more resident
 * than so many bytes; 0 is V8's own measure, three or four times of what lives.
 */
const GROWTH = [
  { residentBytes: 930 * MIB, percent: 50 },
  { residentBytes: 800 * MIB, percent: 100 },
  { residentBytes: 0, percent: 0 },
] as const;

/** As a flag. */
export function growth(percent: number): string {
  return `--heap-growing-percent=${percent}`;
}

/** First version whose V8 can be told which share of what a young generation leaves behind is old at once. */
const AT_ONCE_SINCE = 26;
const knowsOldAtOnce = Number.parseInt(process.versions.node, 10) >= AT_ONCE_SINCE;

/**
 * Helpers do not copy what a young generation leaves behind, its own thread does. And all of that is old at once: what
 * outlives one collection mostly is a document that waits, and outlives the next ones too. V8 has those flags to vary its own
 * tests; when an object becomes old is never seen by a program.
 */
export const DURING_A_RUN: readonly string[] = [
  '--no-parallel-scavenge',
  ...(knowsOldAtOnce ? ['--scavenger-chaos-mode', '--scavenger-chaos-mode-threshold=100'] : []),
];
export const AFTERWARDS: readonly string[] = [
  '--parallel-scavenge',
  ...(knowsOldAtOnce ? ['--no-scavenger-chaos-mode'] : []),
];

/** Young generation of all threads that decide under a guard, MiB: the less of a batch is left by a collection, the more room. */
export const GUARDED_YOUNG_MIB = knowsOldAtOnce ? 128 : YOUNG_GENERATION_MIB;

/**
 * How the heaps of all threads are collected during a run. The process stays below 1 GiB: they grow as V8 likes while there
 * is room; after that each is collected sooner. No limit of a heap would do: V8 ends a process that comes to one. And where
 * every core has a thread that decides, helpers would only wait for each other.
 */
export class HeapGuard {
  private percent = 0;
  private readonly looking = setInterval(() => this.look(), LOOK_MS).unref();

  constructor() {
    for (const flag of DURING_A_RUN) setFlagsFromString(flag);
  }

  end(): void {
    clearInterval(this.looking);
    this.grow(0);
    for (const flag of AFTERWARDS) setFlagsFromString(flag);
  }

  private look(): void {
    const resident = process.memoryUsage.rss();
    this.grow(GROWTH.find(({ residentBytes }) => resident > residentBytes)!.percent);
  }

  private grow(percent: number): void {
    if (percent === this.percent) return;
    this.percent = percent;
    setFlagsFromString(growth(percent));
  }
}
