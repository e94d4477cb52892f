import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { CopiedLane } from '@sandan/audit';
import { mongoServers, mustAnswer } from '../cli/must-answer';
import { addressList } from '../cli/options';
import { ProgressLine } from '../cli/progress-line';
import { UsageError } from '../cli/usage-error';
import { type EvidenceOptions, openEvidence, withEvidence } from '../evidence/open-evidence';

interface BackupOptions extends EvidenceOptions {
  to: string;
}

interface RestoreOptions {
  from: string;
  store?: string;
  mongo?: string;
  brokers?: string[];
  reference?: string;
  newTopics?: true;
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
      'Restores a copy of an embedded store into a new data folder, or one of MongoDB into an empty database. The engine ' +
        'then goes on from it: records that came after the copy are read from Kafka again, or are sent again.',
    )
    .requiredOption('--from <folder>', 'a copy made by `sandan backup`')
    .option('--store <folder>', 'new data folder, for a copy made with --store')
    .option('--mongo <uri>', 'MongoDB with an empty database, for a copy made with --mongo; no process may run')
    .option('--brokers <list>', 'with --mongo: Kafka, host:port, several separated by commas', addressList)
    .option('--reference <folder>', 'with --mongo: the reference data of the port')
    .option('--new-topics', 'with --mongo: the topics were lost, too; new ones are read from their beginning')
    .addHelpText(
      'after',
      '\nExamples:\n  sandan restore --from backups/2026-11-11 --store .data/port\n' +
        '  sandan restore --from backups/port --mongo "$SANDAN_MONGO_URI" --brokers 127.0.0.1:9092 --reference DIR\n',
    )
    .action((options: RestoreOptions) =>
      options.mongo === undefined ? restoreFolder(options) : restoreMongo(options),
    );
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

async function restoreFolder({ from, store }: RestoreOptions): Promise<void> {
  if (store === undefined) throw new UsageError('name --store <folder> or --mongo <uri>: where the copy goes');
  if (!existsSync(join(from, 'lmdb', 'data.mdb'))) throw new UsageError(`--from ${from}: no copy is here`);
  // Without the secret every buyer would begin a new year.
  if (!existsSync(join(from, 'buyer-key')))
    throw new UsageError(`--from ${from}: no copy of an embedded engine is here`);
  refuseTaken('--store', store);
  const started = Date.now();
  cpSync(from, store, { recursive: true });
  process.stderr.write(`restored in ${seconds(started)} s -> ${store}\n`);
}

async function restoreMongo({ from, store, mongo = '', brokers, reference, newTopics }: RestoreOptions): Promise<void> {
  if (store !== undefined) throw new UsageError('--store and --mongo name two places; give one');
  if (brokers === undefined) throw new UsageError('--brokers <list> is missing: what was under way is sent again');
  if (reference === undefined) throw new UsageError('--reference <folder> is missing: deadlines follow its settings');
  if (!existsSync(join(from, 'lmdb', 'data.mdb'))) throw new UsageError(`--from ${from}: no copy is here`);
  await mustAnswer('--mongo', mongoServers(mongo));
  await mustAnswer('--brokers', brokers);
  const [{ OtherTopicsError }, { restorePortFrom }] = await Promise.all([
    import('@sandan/audit'),
    import('../evidence/restore-port-from.js'),
  ]);
  const started = Date.now();
  const progress = new ProgressLine();
  try {
    const { lanes, sentAgain } = await restorePortFrom({
      ...{ from, mongo, brokers, reference, newTopics: newTopics === true },
      onProgress: (entries) => progress.show(() => `${entries} entries`),
    });
    progress.end();
    report('restored', lanes, started);
    process.stderr.write(`${sentAgain} records that were under way were sent again\n`);
  } catch (error) {
    if (error instanceof OtherTopicsError) throw new UsageError(`${error.message}: --new-topics`);
    throw error;
  }
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
