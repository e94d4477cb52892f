import { setFlagsFromString } from 'node:v8';

const LOOK_MS = 500;
const RESIDENT_BYTES_MAX = 800 * 1024 * 1024;
/** V8 as it comes: a heap may grow to three or four times of what lives in it. */
const FREELY = '--heap-growing-percent=0';
/** To twice of it. */
const SPARINGLY = '--heap-growing-percent=100';

/**
 * Keeps the process below 1 GiB. The heaps of all threads grow as V8 likes while there is room; after that each is collected
 * sooner. No limit of a heap would do: V8 ends a process that comes to one.
 */
export class HeapGuard {
  private sparing = false;
  private readonly looking = setInterval(() => this.look(), LOOK_MS).unref();

  end(): void {
    clearInterval(this.looking);
    this.spare(false);
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
