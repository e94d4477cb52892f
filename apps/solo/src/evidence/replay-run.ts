import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { EmbeddedLaneStore, hostLaneStore } from '@sandan/embedded';
import { openEvidence } from './open-evidence';
import { type ReplayJob, type ReplayMessage, type ReplayResult, replayRules, type ReplayStart } from './replay-job';

/** Room for what lives for one batch, so that little of it is ever moved, MiB. */
const YOUNG_GENERATION_MIB = 192;

/**
 * Runs a replay. A thread of its own reads the journal and decides; this one keeps the states of the replay in a store
 * that is thrown away. Throws `UsageError` and `BadReferenceError` before anything is run.
 */
export async function runReplay(job: ReplayJob, onProgress: (records: number) => void): Promise<ReplayResult> {
  const evidence = await openEvidence(job);
  try {
    await replayRules(job, evidence.folder);
  } finally {
    await evidence.close();
  }
  const scratchFolder = mkdtempSync(join(tmpdir(), 'sandan-replay-'));
  const store = EmbeddedLaneStore.open(scratchFolder, { sync: false, mapInPieces: true });
  const { port1, port2 } = new MessageChannel();
  hostLaneStore(port1, store, { also: { reopen: () => store.reopen() } });
  try {
    return await decide({ job, scratchFolder, storePort: port2 }, onProgress);
  } finally {
    port1.close();
    await store.close();
    rmSync(scratchFolder, { recursive: true, force: true });
  }
}

function decide(start: ReplayStart, onProgress: (records: number) => void): Promise<ReplayResult> {
  const thread = new Worker(join(__dirname, 'replay-thread.js'), {
    workerData: start,
    transferList: [start.storePort],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB },
  });
  return new Promise((resolve, reject) => {
    let result: ReplayResult | undefined;
    thread.on('message', (message: ReplayMessage) => {
      if ('records' in message) onProgress(message.records);
      else result = message.result;
    });
    thread.on('error', reject);
    thread.on('exit', (code) => {
      if (result) resolve(result);
      else reject(new Error(`the thread that decides ended with ${code}`));
    });
  });
}
