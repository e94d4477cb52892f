import { mkdirSync } from 'node:fs';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { buildReference } from '@sandan/domain';
import { answerCalls, hostJournal, JournalFiles, ScratchLaneStore } from '@sandan/embedded';
import { type OutputView, outputViews } from '@sandan/pipeline';
import type { ClearJob, Share, ThreadStart } from './clear-job';
import { decide, type OnProgress } from './deciding-threads';
import { GUARDED_YOUNG_MIB, HeapGuard } from './heap-guard';
import { laneSettings } from './lane-settings';
import { LedgerRounds, type Letter } from './ledger-rounds';
import type { LineFeed } from './line-feed';
import type { Summary } from './summary';

const LEDGER_CACHE = { checkpointKeysMax: 5_000, cacheKeysMax: 60_000, cacheBytesMax: 64 * 1024 * 1024 };

export interface SharedRunOptions {
  /** Threads that decide; with one, it keeps the ledgers too. */
  shards: number;
  /** Called with the outputs of each entry, once it is written. */
  write(outputs: readonly OutputView[]): void;
  /** Where the lines come from, instead of the job's file. */
  feed?: LineFeed;
  onProgress?: OnProgress;
}

/**
 * A run whose store is thrown away: threads of their own read and decide; this one writes the journal and hands out what was
 * decided, and keeps the ledgers that several threads share.
 */
export async function runShared(job: ClearJob, options: SharedRunOptions): Promise<Summary> {
  const { shards, feed, onProgress = () => undefined } = options;
  mkdirSync(job.storeFolder, { recursive: true });
  const journal = new JournalFiles(job.storeFolder);
  const ledgers = shards > 1 ? openLedgers(job, journal, shards) : undefined;
  const ports: MessagePort[] = [];
  const connect = (host: (port: MessagePort) => void): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    host(port1);
    ports.push(port1);
    return port2;
  };
  const tell = (outputs: Uint8Array): void => options.write(outputViews(outputs));
  const hosted = (port: MessagePort): void => hostJournal(port, journal, ({ outputs }) => tell(outputs), { tell });
  const starts = Array.from({ length: shards }, (_, shard): ThreadStart => ({
    job,
    storePort: connect(hosted),
    ...(ledgers && {
      share: shareOf(
        shard,
        shards,
        connect((port) => answerRounds(port, ledgers, shard)),
      ),
    }),
    ...(feed && { linesPort: feed.connect(ledgers) }),
  }));
  const guard = new HeapGuard();
  try {
    return await decide(starts, onProgress, GUARDED_YOUNG_MIB);
  } finally {
    guard.end();
    for (const port of ports) port.close();
    feed?.close();
    await journal.close();
  }
}

function shareOf(shard: number, shards: number, ledgerPort: MessagePort): Share {
  return { shard, shards, ledgerPort };
}

function answerRounds(port: MessagePort, ledgers: LedgerRounds, shard: number): void {
  answerCalls(port, { round: (letters: Letter[]) => ledgers.ask(shard, letters) });
}

function openLedgers(job: ClearJob, journal: JournalFiles, shards: number): LedgerRounds {
  const store = new ScratchLaneStore(job.storeFolder, journal);
  return new LedgerRounds({ ...laneSettings(job, buildReference(job.reference), store), ...LEDGER_CACHE }, shards);
}
