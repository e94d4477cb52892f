import type { OutboundRecord } from '@sandan/pipeline';
import { generateDay } from '../../../../seeds/day';
import type { EmbeddedEngine } from '../run/embedded-engine';
import { dayOutbound } from './day-outbound';

export interface DayFeed {
  parcels: number;
  seed: number;
}

export interface FeedProgress {
  /** Parcels whose first record was sent. */
  sent: number;
  records: number;
}

const BATCH_RECORDS = 2000;
/** The day waits for the engine at this backlog, so that the progress shown is the engine's. */
const BACKLOG_RECORDS_MAX = 8000;
const PAUSE_MS = 5;

/** Sends a made-up day through the engine as fast as it decides; resolves when everything is decided. */
export async function feedDay(
  engine: EmbeddedEngine,
  { parcels, seed }: DayFeed,
  onProgress: (progress: FeedProgress) => void,
): Promise<FeedProgress> {
  const progress: FeedProgress = { sent: 0, records: 0 };
  let batch: OutboundRecord[] = [];
  const send = async (): Promise<void> => {
    await engine.accept(batch);
    progress.records += batch.length;
    batch = [];
    onProgress(progress);
    while (engine.backlogRecords() > BACKLOG_RECORDS_MAX) await pause();
  };
  for (const record of generateDay({ parcels, seed, curve: 'normal' }, () => progress.sent++)) {
    batch.push(dayOutbound(record));
    if (batch.length >= BATCH_RECORDS) await send();
  }
  await send();
  await engine.settled(Infinity);
  onProgress(progress);
  return progress;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
