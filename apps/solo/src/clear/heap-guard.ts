import { setFlagsFromString } from 'node:v8';

const LOOK_MS = 500;
const RESIDENT_BYTES_MAX = 800 * 1024 * 1024;
/** V8 as it comes: a heap may grow to three or four times of what lives in it. */
const FREELY = '--heap-growing-percent=0';
/** To twice of it. */
const SPARINGLY = '--heap-growing-percent=100';
/** Whether helpers copy what a young generation leaves behind, or its own thread alone. */
const ALONE = '--no-parallel-scavenge';
const WITH_HELPERS = '--parallel-scavenge';

/**
 * How the heaps of all threads are collected during a run. The process stays below 1 GiB: they grow as V8 likes while there
 * is room; after that each is collected sooner. No limit of a heap would do: V8 ends a process that comes to one. And where
 * every core has a thread that decides, helpers would only wait for each other.
 */
export class HeapGuard {
  private sparing = false;
  private readonly looking = setInterval(() => this.look(), LOOK_MS).unref();

  constructor() {
    setFlagsFromString(ALONE);
  }

  end(): void {
    clearInterval(this.looking);
    this.spare(false);
    setFlagsFromString(WITH_HELPERS);
  }

  private look(): void {
    this.spare(process.memoryUsage.rss() > RESIDENT_BYTES_MAX);
  }

  private spare(sparing: boolean): void {
    if (sparing === this.sparing) return;
    this.sparing = sparing;
    setFlagsFromString(sparing ? SPARINGLY : FREELY);
  }
}
