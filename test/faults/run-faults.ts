import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, type Machine } from '../../deploy/engine';
import { repositoryRoot } from '../../deploy/stack';
import type { FaultFigures } from './fault-report';
import { faultsPage, type KeptRow, keptRow } from './faults-page';

const HELP = `npm run faults -- [options]

Breaks a real Kafka, a real MongoDB, the network and the processes in every way that docs/reference/faults.md tells, and writes
that page. The files run one after the other; the rows of each are kept in docs/reference/faults.json, and the page names the
files that have none.

  --parcels N   parcels of the run in which stage processes are killed (default 20000)
  --seed N      of its day and its kills (default 20261111)
  --million N   parcels of the run in which everything is killed in turn (default 1000000, with 55 kills; hours on a busy machine)
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
  'fairness.fault-spec.ts',
  'million.fault-spec.ts',
] as const;

const root = repositoryRoot();
const page = join(root, 'docs', 'reference', 'faults.md');
const kept = join(root, 'docs', 'reference', 'faults.json');

/** Runs the faults; exits with 1 when a file failed. */
function main(): number {
  const { values } = parseArgs({
    options: {
      parcels: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '20261111' },
      million: { type: 'string', default: '1000000' },
      away: { type: 'string', default: '60' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const environment = {
    SANDAN_KILL_PARCELS: values.parcels,
    SANDAN_FAULT_SEED: values.seed,
    SANDAN_FAULT_AWAY_SECONDS: values.away,
    SANDAN_MILLION_PARCELS: values.million,
  };
  const wanted = FILES.filter((file) => file.includes(values.only));
  const failed = wanted.filter((file) => !run(file, environment));
  process.stdout.write(readFileSync(page, 'utf8'));
  if (failed.length > 0) process.stderr.write(`failed: ${failed.join(', ')}\n`);
  return failed.length === 0 ? 0 : 1;
}

/** Runs one file, and writes what it found at once. False when a test of it failed; its rows stand all the same. */
function run(file: string, environment: Readonly<Record<string, string>>): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'sandan-faults-'));
  const found = join(folder, 'rows.ndjson');
  const machine = describeMachine(root);
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  // The sender of a run that failed goes on without end.
  const call = [jest, '-c', 'jest.faults.config.cjs', '-i', '--forceExit', `test/faults/${file}`];
  try {
    const { status } = spawnSync(process.execPath, call, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...environment, SANDAN_FAULTS_ROWS: found },
    });
    keep(file, readFigures(found), machine);
    return status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function keep(file: string, figures: readonly FaultFigures[], machine: Machine): void {
  const others = readKept().filter((row) => row.file !== file);
  const all = [...others, ...figures.map((one) => keptRow(one, file, machine))];
  const rows = FILES.flatMap((each) => all.filter((row) => row.file === each));
  writeFileSync(kept, `${JSON.stringify(rows, null, 2)}\n`);
  const missing = FILES.filter((each) => !rows.some((row) => row.file === each));
  writeFileSync(page, faultsPage({ rows, machine, missing }));
}

function readKept(): KeptRow[] {
  return existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as KeptRow[]) : [];
}

function readFigures(file: string): FaultFigures[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as FaultFigures);
}

process.exitCode = main();
