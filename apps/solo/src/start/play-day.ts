import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkDayOptions } from '../../../../seeds/day';
import { UsageError } from '../cli/usage-error';
import { runServer } from '../run/run-server';
import { dayProgress } from './day-progress';
import { dayTable } from './day-table';
import { feedDay } from './feed-day';

export interface DayPlay {
  /** Reference data that knows the enterprises, items and rates of the made-up day. */
  reference: string;
  /** Data folder; what an earlier day left in it is thrown away. */
  folder: string;
  parcels?: number;
  seed?: number;
  /** 0 = any free one. */
  port?: number;
  host?: string;
  version?: string;
  /** End after the table instead of serving the page. */
  once?: boolean;
  stdout?: NodeJS.WritableStream;
  stderr?: NodeJS.WriteStream;
}

const PARCELS = 20_000;
const SEED = 42;
const PORT = 8080;
/** Lies in every data folder of ours: a folder with other things in it is not thrown away. */
const OURS = 'buyer-key';

/**
 * Plays a made-up day through the whole engine and prints its table; then the page stays up, or with `once` it resolves.
 * The page is there from the beginning, so the day can be watched. Rejects when the folder holds something else.
 */
export async function playDay(options: DayPlay): Promise<void> {
  const { parcels = PARCELS, seed = SEED, stdout = process.stdout, stderr = process.stderr } = options;
  checkDayOptions({ parcels, seed, curve: 'normal' });
  emptyFolder(options.folder);
  const { reference, folder, host, version, once = false } = options;
  const server = await runServer({
    ...{ folder, reference, port: options.port ?? (once ? 0 : PORT) },
    ...(host !== undefined && { host }),
    ...(version !== undefined && { version }),
    // The table is what this command tells, and the data is made up.
    ...{ logLevel: 'warn' as const, sync: false },
  });
  if (!once) stderr.write(`${server.url}\n`);
  const progress = dayProgress(parcels, stderr);
  const started = performance.now();
  const fed = feedDay(server.engine, { parcels, seed }, ({ sent }) => progress.show(sent));
  const ended = await Promise.race([fed, server.closed]);
  progress.end();
  // Stopped by a signal in the middle of the day.
  if (!ended) return;
  const seconds = (performance.now() - started) / 1000;
  stdout.write(dayTable(server.engine.summary(), { seconds, records: ended.records }));
  if (once) await server.close();
  else stdout.write(`\n${server.url}  (Ctrl+C ends)\n`);
  await server.closed;
}

function emptyFolder(folder: string): void {
  if (!existsSync(folder)) return;
  if (!existsSync(join(folder, OURS))) throw new UsageError(`${folder} is no data folder of sandan; name another one`);
  rmSync(folder, { recursive: true });
}
