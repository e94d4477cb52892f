import { parentPort, workerData } from 'node:worker_threads';
import { buildReference } from '@sandan/domain';
import { EmbeddedLaneStore, ScratchLaneStore, ThreadedJournal, ThreadedLaneStore } from '@sandan/embedded';
import { ClearFile, type ClearParts } from './clear-file';
import { type ClearProgress, isThrownAway, type ThreadMessage, type ThreadStart } from './clear-job';
import { receiveLines } from './line-feed';
import { readLines } from './line-reader';
import { ShardRounds } from './shard-rounds';

// A thread of `sandan clear` that reads the file and decides.
const { job, storePort, share, linesPort } = workerData as ThreadStart;
const say = (message: ThreadMessage): void => parentPort!.postMessage(message);

/** Seldom enough to cost nothing, and as often as somebody can read it. */
const PROGRESS_MS = 100;
let toldAt = 0;

function tell(progress: ClearProgress): void {
  if (performance.now() - toldAt < PROGRESS_MS) return;
  toldAt = performance.now();
  say({ progress });
}

function openStore(): Pick<ClearParts, 'store' | 'tell' | 'mapAnew'> {
  if (isThrownAway(job)) {
    const journal = new ThreadedJournal(storePort);
    return {
      store: new ScratchLaneStore(job.storeFolder, journal),
      tell: (outputs) => journal.ask('tell', outputs),
    };
  }
  const reader = EmbeddedLaneStore.open(job.storeFolder, { mapInPieces: true });
  const store = new ThreadedLaneStore(storePort, reader, { isNew: true });
  return { store, tell: (outputs) => store.ask('tell', outputs), mapAnew: () => store.reopen() };
}

void (async () => {
  const opened = openStore();
  const rounds = share && new ShardRounds(share);
  const lines = linesPort ? receiveLines(linesPort) : readLines(job.inFile!);
  const parts = { job, lines, reference: buildReference(job.reference), ...opened, ...(rounds && { rounds }) };
  const summary = await new ClearFile(parts, tell).run();
  await opened.store.close();
  rounds?.close();
  say({ summary });
})();
