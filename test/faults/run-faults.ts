import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../../deploy/engine';
import { repositoryRoot } from '../../deploy/stack';
import type { FaultFigures } from './fault-report';
import { faultsPage } from './faults-page';

const HELP = `npm run faults -- [options]

Breaks a real Kafka, a real MongoDB, the network and the processes in every way that docs/reference/faults.md tells, and writes
that page. The files run one after the other; the rows of each are kept, and the page names the files that have none.

  --parcels N   parcels of the run in which stage processes are killed (default 20000)
  --seed N      of its day and its kills (default 20261111)
  --away N      seconds for which a server stays away (default 60)
  --only TEXT   only files whose name contains it; the page takes the kept rows of the others
  --help
`;

/** In the order of the page. */
const FILES = [
  'kill.integrity-spec.ts',
  'servers.fault-spec.ts',
  'network.fault-spec.ts',
  'processes.fault-spec.ts',
  'storm.fault-spec.ts',
  'disks.fault-spec.ts',
  'restore.fault-spec.ts',
  'embedded.fault-spec.ts',
  'records.fault-spec.ts',
  'breaker.fault-spec.ts',
  'backlog.fault-spec.ts',
] as const;

const root = repositoryRoot();
const kept = join(root, '.cache', 'faults');

/** Runs the faults; exits with 1 when a file failed. */
function main(): number {
  const { values } = parseArgs({
    options: {
      parcels: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '20261111' },
      away: { type: 'string', default: '60' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  mkdirSync(kept, { recursive: true });
  const environment = {
    SANDAN_KILL_PARCELS: values.parcels,
    SANDAN_FAULT_SEED: values.seed,
    SANDAN_FAULT_AWAY_SECONDS: values.away,
  };
  const wanted = FILES.filter((file) => file.includes(values.only));
  const failed = wanted.filter((file) => !run(file, environment));
  const missing = FILES.filter((file) => !existsSync(rowsOf(file)));
  const rows = FILES.flatMap((file) => readRows(rowsOf(file)));
  const page = faultsPage({ rows, machine: describeMachine(root), missing });
  writeFileSync(join(root, 'docs', 'reference', 'faults.md'), page);
  process.stdout.write(page);
  if (failed.length > 0) process.stderr.write(`failed: ${failed.join(', ')}\n`);
  return failed.length === 0 ? 0 : 1;
}

/** False when a test of the file failed; its rows stand all the same. */
function run(file: string, environment: Readonly<Record<string, string>>): boolean {
  rmSync(rowsOf(file), { force: true });
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const call = [jest, '-c', 'jest.faults.config.cjs', '-i', `test/faults/${file}`];
  const { status } = spawnSync(process.execPath, call, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...environment, SANDAN_FAULTS_ROWS: rowsOf(file) },
  });
  return status === 0;
}

function rowsOf(file: string): string {
  return join(kept, `${basename(file, '.ts')}.ndjson`);
}

function readRows(file: string): FaultFigures[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as FaultFigures);
}

process.exitCode = main();
