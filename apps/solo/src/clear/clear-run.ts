import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { EmbeddedLaneStore, hostLaneStore } from '@sandan/embedded';
import { outputViews } from '@sandan/pipeline';
import { type ClearJob, isThrownAway } from './clear-job';
import { decide, type OnProgress } from './deciding-threads';
import { OutputFiles } from './output-files';
import { runShared } from './shared-run';
import type { Summary } from './summary';

/** Threads that decide a large file, and from which size on: a smaller one is done before the second thread has paid. */
export const SHARDS = 2;
const SHARED_BYTES_MIN = 64 * 1024 * 1024;

export interface ClearOptions {
  outFolder: string;
  /** Writes reach the disk before they are answered; a store that is thrown away does without. */
  sync: boolean;
  /** Threads that decide; without, as many as the size of the file asks for. A store that is kept has one. */
  threads?: number;
}

/** The whole engine over a file of records in arrival order (contract 12). */
export async function clear(
  job: ClearJob,
  { outFolder, sync, threads }: ClearOptions,
  onProgress: OnProgress = () => undefined,
): Promise<Summary> {
  mkdirSync(outFolder, { recursive: true });
  const files = new OutputFiles(outFolder);
  try {
    const summary = isThrownAway(job)
      ? await runShared(job, {
          shards: threads ?? (statSync(job.inFile!).size >= SHARED_BYTES_MIN ? SHARDS : 1),
          write: (outputs) => files.write(outputs),
          onProgress,
        })
      : await kept(job, files, sync, onProgress);
    writeFileSync(join(outFolder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    return summary;
  } finally {
    files.close();
  }
}

/** A thread of its own reads and decides; this one writes the store, which others will read, and the output files. */
async function kept(job: ClearJob, files: OutputFiles, sync: boolean, onProgress: OnProgress): Promise<Summary> {
  const store = EmbeddedLaneStore.open(job.storeFolder, { sync, mapInPieces: true });
  const { port1, port2 } = new MessageChannel();
  hostLaneStore(port1, store, {
    appended: (_lane, { outputs }) => files.write(outputViews(outputs)),
    also: {
      tell: (outputs: Uint8Array) => files.write(outputViews(outputs)),
      reopen: () => store.reopen(),
    },
  });
  try {
    return await decide([{ job, storePort: port2 }], onProgress);
  } finally {
    port1.close();
    await store.close();
  }
}
