import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../../deploy/engine';
import { repositoryRoot } from '../../deploy/stack';
import type { FaultFigures } from './fault-report';
import { faultsPage } from './faults-page';

const HELP = `npm run faults -- [options]

Breaks a real Kafka, a real MongoDB and the processes in every way that docs/reference/faults.md tells, and writes that page.

  --parcels N   parcels of the run in which stage processes are killed (default 20000)
  --seed N      of its day and its kills (default 20261111)
  --away N      seconds for which a server stays away (default 60)
  --only TEXT   only files whose name contains it; the page is not written
  --help
`;

/** Runs the faults; exits with the status of the tests. */
function main(): number {
  const { values } = parseArgs({
    options: {
      parcels: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '20261111' },
      away: { type: 'string', default: '60' },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const root = repositoryRoot();
  const rows = join(root, '.cache', 'faults', 'rows.ndjson');
  mkdirSync(dirname(rows), { recursive: true });
  rmSync(rows, { force: true });
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const only = values.only === undefined ? [] : [values.only];
  const { status } = spawnSync(process.execPath, [jest, '-c', 'jest.faults.config.cjs', '-i', ...only], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: {
      ...process.env,
      SANDAN_FAULTS_ROWS: rows,
      SANDAN_KILL_PARCELS: values.parcels,
      SANDAN_FAULT_SEED: values.seed,
      SANDAN_FAULT_AWAY_SECONDS: values.away,
    },
  });
  const page = existsSync(rows) ? faultsPage({ rows: rowsOf(rows), machine: describeMachine(root) }) : '';
  if (values.only === undefined && page !== '') writeFileSync(join(root, 'docs', 'reference', 'faults.md'), page);
  process.stdout.write(page);
  return status ?? 1;
}

function rowsOf(file: string): FaultFigures[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as FaultFigures);
}

process.exitCode = main();
