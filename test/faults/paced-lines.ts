import { setTimeout as sleep } from 'node:timers/promises';

const TICK_MS = 100;

/** The lines at a steady pace, in handfuls: as a platform sends them, not as fast as a broker takes them. */
export async function* pacedLines(lines: Iterable<string>, linesPerSecond: number): AsyncGenerator<string> {
  const began = performance.now();
  let sent = 0;
  for (const line of lines) {
    while (sent >= ((performance.now() - began + TICK_MS) / 1000) * linesPerSecond) await sleep(TICK_MS);
    sent += 1;
    yield line;
  }
}
