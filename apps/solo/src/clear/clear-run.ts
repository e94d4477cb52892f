import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { EmbeddedLaneStore, hostLaneStore } from '@sandan/embedded';
import { outputViews } from '@sandan/pipeline';
import { type ClearJob, type ClearProgress, isThrownAway, type ThreadMessage, type ThreadStart } from './clear-job';
import { OutputFiles } from './output-files';
import type { Summary } from './summary';

/**
 * A batch lives for one flush: in a young generation with room for several (three times the semi-space, MiB) little of
 * it is ever copied into the old one.
 */
const YOUNG_GENERATION_MIB = 192;

export interface ClearFolders {
  outFolder: string;
  /** Writes reach the disk before they are answered; a store that is thrown away does without. */
  sync: boolean;
}

/**
 * The whole engine over a file of records in arrival order (contract 12). A thread of its own reads and decides; this
 * one writes what it decided: the journal, the saved states and the output files.
 */
export async function clear(
  job: ClearJob,
  { outFolder, sync }: ClearFolders,
  onProgress: (progress: ClearProgress) => void = () => undefined,
): Promise<Summary> {
  mkdirSync(outFolder, { recursive: true });
  const store = EmbeddedLaneStore.open(job.storeFolder, { sync, mapInPieces: true, scratch: isThrownAway(job) });
  const files = new OutputFiles(outFolder);
  const { port1, port2 } = new MessageChannel();
  hostLaneStore(port1, store, {
    appended: (_lane, { outputs }) => files.write(outputViews(outputs)),
    also: {
      tell: (outputs: Uint8Array) => files.write(outputViews(outputs)),
      reopen: () => store.reopen(),
    },
  });
  try {
    const summary = await decide({ job, storePort: port2 }, onProgress);
    writeFileSync(join(outFolder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    return summary;
  } finally {
    files.close();
    port1.close();
    await (isThrownAway(job) ? store.abandon() : store.close());
  }
}

function decide(start: ThreadStart, onProgress: (progress: ClearProgress) => void): Promise<Summary> {
  const thread = new Worker(join(__dirname, 'clear-thread.js'), {
    workerData: start,
    transferList: [start.storePort],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB },
  });
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
