import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { loadReference } from '@sandan/config';
import { OUTBOUND_TOPICS } from '@sandan/contracts';
import type { ClearJob } from '../clear/clear-job';
import { clear } from '../clear/clear-run';
import { isoMoment, wholeNumberIn } from '../cli/options';
import { keepReference } from '../evidence/kept-reference';
import { loadBuyerKey } from '../run/buyer-key';
import { ProgressLine } from '../cli/progress-line';
import { UsageError } from '../cli/usage-error';

interface Options {
  reference: string;
  in: string;
  out: string;
  until?: number;
  store?: string;
  threads?: number;
  json?: true;
}

const THREADS_MAX = 8;

export function clearCommand(): Command {
  return new Command('clear')
    .summary('run the whole engine over a file of records')
    .description('Clears a file of records (NDJSON, in arrival order) and writes every output topic as a file.')
    .requiredOption('--reference <folder>', 'reference data: enterprises.json, books.json, hs-rates.csv, settings.json')
    .requiredOption('--in <file>', 'records, one {"topic","key","value","timestamp"} a line')
    .requiredOption('--out <folder>', 'where the output files go (made when missing)')
    .option('--until <time>', 'move the business clock past the last record (ISO time), so that windows end', isoMoment)
    .option('--store <folder>', 'keep the store in this new folder, for audit, explain and replay')
    .option(
      '--threads <n>',
      'threads that decide (default: 2 from 64 MiB on, else 1); with several, a record that comes while its parcel is ' +
        'being decided may ask for stock and quota after younger ones; with one, never',
      wholeNumberIn(1, THREADS_MAX),
    )
    .option('--json', 'print the summary as JSON on standard output')
    .addHelpText('after', '\nExample:\n  sandan clear --reference seeds/reference --in day.ndjson --out out\n')
    .action((options: Options) => clearDay(options));
}

async function clearDay(options: Options): Promise<void> {
  if (options.store !== undefined && (options.threads ?? 1) > 1) {
    throw new UsageError('--threads: a store that is kept is written by one thread; leave out --threads or --store');
  }
  const size = sizeOf(options.in);
  refuseOwnInput(options.in, options.out);
  const reference = await loadReference(options.reference);
  mkdirSync(options.out, { recursive: true });
  const kept = options.store === undefined ? undefined : newStoreFolder(options.store);
  if (kept !== undefined) keepReference(kept, options.reference, reference.settings.version);
  const folder = kept ?? mkdtempSync(join(options.out, '.store-'));
  const job: ClearJob = {
    reference,
    inFile: options.in,
    storeFolder: join(folder, 'lmdb'),
    ...(kept !== undefined && { buyerKey: loadBuyerKey(kept) }),
    ...(options.until !== undefined && { until: options.until }),
  };
  const progress = new ProgressLine();
  const started = Date.now();
  const rate = (count: number) => Math.round(count / Math.max(0.001, (Date.now() - started) / 1000));
  try {
    const summary = await clear(
      job,
      {
        outFolder: options.out,
        sync: kept !== undefined,
        ...(options.threads !== undefined && { threads: options.threads }),
      },
      ({ bytesRead, parcels }) =>
        progress.show(() => `${Math.round((bytesRead / size) * 100)} %  ${parcels} parcels  ${rate(parcels)}/s`),
    );
    progress.end();
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.stderr.write(`${summary.parcels} parcels in ${seconds} s (${rate(summary.parcels)}/s) -> ${options.out}\n`);
    if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** A run begins with an empty store: what another run left would be decided on. */
function newStoreFolder(folder: string): string {
  if (existsSync(join(folder, 'lmdb'))) throw new UsageError(`--store ${folder}: a store is here; name a new folder`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The outputs of a run are written anew: one of them must not be what it reads. */
function refuseOwnInput(file: string, folder: string): void {
  for (const topic of OUTBOUND_TOPICS) {
    const output = join(folder, `${topic}.ndjson`);
    if (existsSync(output) && realpathSync(output) === realpathSync(file)) {
      throw new UsageError(`--out ${folder}: the run would write over its input ${file}; name another folder`);
    }
  }
}

function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`--in ${file}: no such file`);
  if (found.isDirectory()) throw new UsageError(`--in ${file}: a folder; name a file of records`);
  return found.size;
}
