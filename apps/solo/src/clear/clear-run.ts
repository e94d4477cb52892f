import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { buildReference } from '@sandan/domain';
import {
  answerCalls,
  EmbeddedLaneStore,
  hostJournal,
  hostLaneStore,
  JournalFiles,
  ScratchLaneStore,
} from '@sandan/embedded';
import { outputViews } from '@sandan/pipeline';
import {
  type ClearJob,
  type ClearProgress,
  isThrownAway,
  type Share,
  type ThreadMessage,
  type ThreadStart,
} from './clear-job';
import { HeapGuard } from './heap-guard';
import { laneSettings } from './lane-settings';
import { LedgerRounds } from './ledger-rounds';
import { OutputFiles } from './output-files';
import { addUp, type Summary } from './summary';

/**
 * A batch lives for one flush: in a young generation with room for several (three times the semi-space, MiB) little of
 * it is ever copied into the old one.
 */
const YOUNG_GENERATION_MIB = 128;
/** Threads that decide a large file, and from which size on: below it, the second one starts for nothing. */
const SHARDS = 2;
const SHARED_BYTES_MIN = 16 * 1024 * 1024;
const LEDGER_CACHE = { checkpointKeysMax: 5_000, cacheKeysMax: 60_000, cacheBytesMax: 64 * 1024 * 1024 };

export interface ClearFolders {
  outFolder: string;
  /** Writes reach the disk before they are answered; a store that is thrown away does without. */
  sync: boolean;
}

type OnProgress = (progress: ClearProgress) => void;

/**
 * The whole engine over a file of records in arrival order (contract 12). Threads of their own read and decide; this one
 * writes what they decided, the journal and the output files, and keeps the ledgers that several threads share.
 */
export async function clear(
  job: ClearJob,
  { outFolder, sync }: ClearFolders,
  onProgress: OnProgress = () => undefined,
): Promise<Summary> {
  mkdirSync(outFolder, { recursive: true });
  mkdirSync(job.storeFolder, { recursive: true });
  const files = new OutputFiles(outFolder);
  try {
    const summary = await (isThrownAway(job)
      ? throughFiles(job, files, onProgress)
      : kept(job, files, sync, onProgress));
    writeFileSync(join(outFolder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    return summary;
  } finally {
    files.close();
  }
}

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

async function throughFiles(job: ClearJob, files: OutputFiles, onProgress: OnProgress): Promise<Summary> {
  const shards = statSync(job.inFile).size >= SHARED_BYTES_MIN ? SHARDS : 1;
  const journal = new JournalFiles(job.storeFolder);
  const ports: MessagePort[] = [];
  const connect = (host: (port: MessagePort) => void): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    host(port1);
    ports.push(port1);
    return port2;
  };
  const write = ({ outputs }: { outputs: Uint8Array }): void => files.write(outputViews(outputs));
  const tell = (outputs: Uint8Array): void => write({ outputs });
  const ledgers = shards > 1 ? openLedgers(job, journal, shards) : undefined;
  const shareOf = (shard: number): { share?: Share } =>
    ledgers
      ? {
          share: {
            shard,
            shards,
            ledgerPort: connect((port) =>
              answerCalls(port, { round: (letters: never) => ledgers.ask(shard, letters) }),
            ),
          },
        }
      : {};
  const starts = Array.from({ length: shards }, (_, shard): ThreadStart => {
    return { job, storePort: connect((port) => hostJournal(port, journal, write, { tell })), ...shareOf(shard) };
  });
  const guard = new HeapGuard();
  try {
    return await decide(starts, onProgress);
  } finally {
    guard.end();
    for (const port of ports) port.close();
    await journal.close();
  }
}

function openLedgers(job: ClearJob, journal: JournalFiles, shards: number): LedgerRounds {
  const store = new ScratchLaneStore(job.storeFolder, journal);
  return new LedgerRounds({ ...laneSettings(job, buildReference(job.reference), store), ...LEDGER_CACHE }, shards);
}

/** Runs the threads to their ends; the first that fails ends all of them. */
async function decide(starts: readonly ThreadStart[], onProgress: OnProgress): Promise<Summary> {
  const told = starts.map((): ClearProgress => ({ bytesRead: 0, records: 0, parcels: 0 }));
  const threads = starts.map(
    (start) =>
      new Worker(join(__dirname, 'clear-thread.js'), {
        workerData: start,
        transferList: [start.storePort, ...(start.share ? [start.share.ledgerPort] : [])],
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB / starts.length },
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
