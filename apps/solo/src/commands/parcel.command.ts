import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { repositoryRoot } from '../../../../deploy/stack/repository-root';
import { UsageError } from '../cli/usage-error';

interface Options {
  data?: string;
  url?: string;
  reference: string;
  json?: true;
}

export function parcelCommand(): Command {
  return new Command('parcel')
    .summary('what is known of a parcel, and why')
    .description('Shows documents, decisions with their reasons, and what is waited for; personal data masked.')
    .argument('<number>', 'orderNo, or ebpCode:orderNo')
    .option(
      '--data <folder>',
      'data folder of `sandan run` or `npm start` that is not running now (default .data/start)',
    )
    .option('--url <address>', 'address of a running `sandan run`, for example http://127.0.0.1:8080')
    .option('--reference <folder>', 'reference data of the data folder', join(repositoryRoot(), 'seeds', 'reference'))
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExample:\n  sandan parcel 2611114174000702 --url http://127.0.0.1:8080\n')
    .action(show);
}

async function show(number: string, options: Options): Promise<void> {
  const { parcelReport } = await import('../start/parcel-report.js');
  const view = options.url === undefined ? await fromFolder(number, options) : await fromServer(number, options.url);
  if (!view) throw new UsageError(`nothing is known of ${number}`);
  process.stdout.write(options.json ? `${JSON.stringify(view)}\n` : parcelReport(view));
}

type View = Parameters<Awaited<typeof import('../start/parcel-report.js')>['parcelReport']>[0];

async function fromServer(number: string, url: string): Promise<View | undefined> {
  const response = await fetch(new URL(`/api/parcels/${encodeURIComponent(number)}`, url));
  if (response.status === 404) return undefined;
  if (!response.ok) throw new UsageError(`${url} answered ${response.status}`);
  return (await response.json()) as View;
}

async function fromFolder(number: string, { data, reference }: Options): Promise<View | undefined> {
  const [{ loadReference }, { buildReference }, { EmbeddedEngine }, { SILENT }] = await Promise.all([
    import('@sandan/config'),
    import('@sandan/domain'),
    import('../run/embedded-engine.js'),
    import('@sandan/pipeline'),
  ]);
  const folder = data ?? join(repositoryRoot(), '.data', 'start');
  await mustBeAtRest(folder);
  const engine = await EmbeddedEngine.open(folder, buildReference(await loadReference(reference)), SILENT, {
    idleClockMs: 0,
  });
  try {
    return engine.parcel(number);
  } finally {
    await engine.close();
  }
}

/** Opening the engine would take the folder from one that runs on it. */
async function mustBeAtRest(folder: string): Promise<void> {
  const { EmbeddedEnvironment } = await import('@sandan/embedded');
  const path = join(folder, 'lmdb');
  if (!existsSync(join(path, 'data.mdb'))) {
    throw new UsageError(`--data ${folder}: no data folder of an engine is here`);
  }
  const environment = EmbeddedEnvironment.open(path, { readOnly: true });
  const [pid] = environment.otherProcesses();
  await environment.close();
  if (pid !== undefined) throw new UsageError(`--data ${folder}: process ${pid} works on it; ask it with --url`);
}
