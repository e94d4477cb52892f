import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { CopiedLane } from '@sandan/audit';
import { UsageError } from '../cli/usage-error';
import { type EvidenceOptions, openEvidence, withEvidence } from '../evidence/open-evidence';

interface BackupOptions extends EvidenceOptions {
  to: string;
}

interface RestoreOptions {
  from: string;
  store: string;
}

export function backupCommand(): Command {
  return withEvidence(new Command('backup'))
    .summary('copy a store while it runs')
    .description(
      'Copies a store, live or stopped, into a folder that audit, explain and replay can read. An embedded store is ' +
        'copied whole into a new folder; of MongoDB only what the folder does not hold yet.',
    )
    .requiredOption('--to <folder>', 'where the copy goes: new for an embedded store, kept from run to run for MongoDB')
    .addHelpText('after', '\nExample:\n  sandan backup --store .data/port --to backups/2026-11-11\n')
    .action((options: BackupOptions) => (options.mongo === undefined ? copyFolder(options) : copyMongo(options)));
}

export function restoreCommand(): Command {
  return new Command('restore')
    .summary('put a copy made by backup in place of a lost store')
    .description(
      'Restores a copy of an embedded store into a new data folder. The engine then goes on from it; records that came ' +
        'after the copy are sent again.',
    )
    .requiredOption('--from <folder>', 'a copy made by `sandan backup --store`')
    .requiredOption('--store <folder>', 'new data folder')
    .addHelpText('after', '\nExample:\n  sandan restore --from backups/2026-11-11 --store .data/port\n')
    .action(restore);
}

/** Beside the LMDB environment: the buyers' secret, the rule sets, totals of the page. */
async function copyFolder(options: BackupOptions): Promise<void> {
  const evidence = await openEvidence(options);
  await evidence.close();
  const source = evidence.folder!;
  refuseTaken('--to', options.to);
  mkdirSync(options.to, { recursive: true, mode: 0o700 });
  const { copyEnvironment } = await import('@sandan/embedded');
  const started = Date.now();
  // The secret first: a copy without it would be worth little.
  for (const name of readdirSync(source))
    if (name !== 'lmdb') cpSync(join(source, name), join(options.to, name), { recursive: true });
  const lmdb = join(options.to, 'lmdb');
  mkdirSync(lmdb);
  await copyEnvironment(join(source, 'lmdb'), lmdb);
  const mebibytes = statSync(join(lmdb, 'data.mdb')).size / 2 ** 20;
  process.stderr.write(`${mebibytes.toFixed(0)} MiB copied in ${seconds(started)} s -> ${options.to}\n`);
}

async function copyMongo(options: BackupOptions): Promise<void> {
  const [{ copyJournals }, { EmbeddedLaneStore }] = await Promise.all([
    import('@sandan/audit'),
    import('@sandan/embedded'),
  ]);
  const evidence = await openEvidence(options);
  mkdirSync(options.to, { recursive: true, mode: 0o700 });
  const copy = EmbeddedLaneStore.open(join(options.to, 'lmdb'));
  const started = Date.now();
  try {
    report('copied', await copyJournals(evidence.store, copy), started);
  } finally {
    await copy.close();
    await evidence.close();
  }
}

async function restore({ from, store }: RestoreOptions): Promise<void> {
  if (!existsSync(join(from, 'lmdb', 'data.mdb'))) throw new UsageError(`--from ${from}: no copy is here`);
  // Without the secret every buyer would begin a new year.
  if (!existsSync(join(from, 'buyer-key')))
    throw new UsageError(`--from ${from}: no copy of an embedded engine is here`);
  refuseTaken('--store', store);
  const started = Date.now();
  cpSync(from, store, { recursive: true });
  process.stderr.write(`restored in ${seconds(started)} s -> ${store}\n`);
}

function refuseTaken(option: string, folder: string): void {
  if (existsSync(join(folder, 'lmdb'))) throw new UsageError(`${option} ${folder}: a store is here; name a new folder`);
}

function report(what: string, lanes: readonly CopiedLane[], started: number): void {
  const added = lanes.reduce((sum, lane) => sum + lane.added, 0);
  process.stderr.write(`${added} entries of ${lanes.length} lanes ${what} in ${seconds(started)} s\n`);
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}
