import { join } from 'node:path';
import { type MessagePort, Worker } from 'node:worker_threads';
import type { ClearProgress, ThreadMessage, ThreadStart } from './clear-job';
import { addUp, type Summary } from './summary';

/**
 * Of all threads that decide together, MiB, three times the semi-space: a batch lives for one flush, and in room for several
 * of them little of it is ever copied into the old generation.
 */
export const YOUNG_GENERATION_MIB = 64;

export type OnProgress = (progress: ClearProgress) => void;

/** Runs the threads to their ends; the first that fails ends all of them. */
export async function decide(
  starts: readonly ThreadStart[],
  onProgress: OnProgress,
  youngGenerationMib = YOUNG_GENERATION_MIB,
): Promise<Summary> {
  const told = starts.map((): ClearProgress => ({ bytesRead: 0, records: 0, parcels: 0 }));
  const threads = starts.map(
    (start) =>
      new Worker(join(__dirname, 'clear-thread.js'), {
        workerData: start,
        transferList: portsOf(start),
        resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMib / starts.length },
      }),
  );
  const ended = threads.map((thread, index) =>
    summaryOf(thread, (progress) => {
      told[index] = progress;
      onProgress({
        bytesRead: Math.min(...told.map(({ bytesRead }) => bytesRead)),
        records: told.reduce((sum, { records }) => sum + records, 0),
        parcels: told.reduce((sum, { parcels }) => sum + parcels, 0),
      });
    }),
  );
  try {
    return addUp(await Promise.all(ended));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

function portsOf({ storePort, share, linesPort }: ThreadStart): MessagePort[] {
  return [storePort, ...(share ? [share.ledgerPort] : []), ...(linesPort ? [linesPort] : [])];
}

function summaryOf(thread: Worker, onProgress: OnProgress): Promise<Summary> {
  return new Promise((resolve, reject) => {
    let summary: Summary | undefined;
    thread.on('message', (message: ThreadMessage) => {
      if ('progress' in message) onProgress(message.progress);
      else summary = message.summary;
    });
    thread.on('error', reject);
    thread.on('exit', (code) => {
      if (summary) resolve(summary);
      else reject(new Error(`the thread that decides ended with ${code}`));
    });
  });
}
