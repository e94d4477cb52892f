import { parentPort, workerData } from 'node:worker_threads';
import { isDecidedSideBySide, ReplayComparison, replayDay } from '@sandan/audit';
import { EmbeddedLaneStore, ThreadedLaneStore } from '@sandan/embedded';
import { buyersOf } from './buyers';
import { openEvidence } from './open-evidence';
import { type ReplayMessage, replayRules, type ReplayStart } from './replay-job';
import { draftText, sameRulesText } from './replay-text';

// The thread of `sandan replay` that reads the journal and decides.
const { job, scratchFolder, storePort } = workerData as ReplayStart;
const say = (message: ReplayMessage): void => parentPort!.postMessage(message);

void (async () => {
  const evidence = await openEvidence(job);
  const reader = EmbeddedLaneStore.open(scratchFolder, { mapInPieces: true });
  const scratch = new ThreadedLaneStore(storePort, reader, { isNew: true });
  const { current, tried } = await replayRules(job, evidence.folder);
  const isDraft = job.rules !== undefined;
  const comparison = new ReplayComparison(isDraft, await isDecidedSideBySide(evidence.store));
  const counts = await replayDay({
    store: evidence.store,
    scratch,
    day: job.day,
    reference: tried,
    digest: buyersOf(evidence.folder, current).digest,
    recorded: (clearance, text) => comparison.addRecorded(clearance, text),
    replayed: (clearance, text) => comparison.addReplayed(clearance, text),
    onProgress: (records) => say({ records }),
  });
  const text = (isDraft ? draftText : sameRulesText)(comparison, counts, job.json === true);
  const failed = counts.faults > 0 || (!isDraft && comparison.different > 0);
  await scratch.close();
  await evidence.close();
  say({ result: { records: counts.records, decisions: comparison.replayed, text, failed } });
})();
