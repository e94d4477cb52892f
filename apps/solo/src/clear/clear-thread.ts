import { parentPort, workerData } from 'node:worker_threads';
import { buildReference } from '@sandan/domain';
import { EmbeddedLaneStore, ThreadedLaneStore } from '@sandan/embedded';
import { ClearFile } from './clear-file';
import { type ClearProgress, isThrownAway, type ThreadMessage, type ThreadStart } from './clear-job';

// The thread of `sandan clear` that reads the file and decides.
const { job, storePort } = workerData as ThreadStart;
const say = (message: ThreadMessage): void => parentPort!.postMessage(message);

/** Seldom enough to cost nothing, and as often as somebody can read it. */
const PROGRESS_MS = 100;
let toldAt = 0;

function tell(progress: ClearProgress): void {
  if (performance.now() - toldAt < PROGRESS_MS) return;
  toldAt = performance.now();
  say({ progress });
}

void (async () => {
  const reader = EmbeddedLaneStore.open(job.storeFolder, { mapInPieces: true, scratch: isThrownAway(job) });
  const store = new ThreadedLaneStore(storePort, reader, { isNew: true });
  const run = new ClearFile({ job, reference: buildReference(job.reference), store }, tell);
  const summary = await run.run();
  await store.close();
  say({ summary });
})();
