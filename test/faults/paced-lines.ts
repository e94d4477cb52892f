import { setTimeout as sleep } from 'node:timers/promises';

const TICK_MS = 100;

/** The lines at a pace, in handfuls: as a platform sends them, not as fast as a broker takes them. */
export async function* pacedLines(
  lines: Iterable<string> | AsyncIterable<string>,
  linesPerSecond: (sent: number) => number,
): AsyncGenerator<string> {
  let sent = 0;
  let due = 0;
  let lookedAt = performance.now();
  for await (const line of lines) {
    for (; sent >= due; await sleep(TICK_MS)) {
      const now = performance.now();
      due += (linesPerSecond(sent) * (now - lookedAt + (due === 0 ? TICK_MS : 0))) / 1_000;
      lookedAt = now;
      if (sent < due) break;
    }
    sent += 1;
    yield line;
  }
}
