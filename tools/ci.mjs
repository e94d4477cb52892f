// The lanes of continuous integration, one after the other: `npm test`, the static checks, then the real Kafka and
// MongoDB, which the lane starts itself. Every lane runs, whatever failed before it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensure, root } from './ensure.mjs';

const reports = join(root, '.cache', 'ci');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

let passed = 0;
let failed = 0;

function run(name, command, args) {
  process.stdout.write(`\n=== ${name}\n`);
  const started = Date.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  process.stdout.write(
    `=== ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n`,
  );
  return status === 0;
}

/** A lane that is one check counts as one test. */
function check(name, command, args) {
  if (run(name, command, args)) passed++;
  else failed++;
}

/** A Jest lane counts its tests; a lane that ends badly without a failed test counts as one failure. */
function jest(name, command, args) {
  const report = join(reports, `${name.replaceAll(' ', '-')}.json`);
  const ok = run(name, command, [...args, '--json', `--outputFile=${report}`, '--ci']);
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  passed += counts?.numPassedTests ?? 0;
  const lost = counts ? counts.numFailedTests + counts.numRuntimeErrorTestSuites : 0;
  failed += ok ? 0 : Math.max(1, lost);
  if (ok && !counts?.numPassedTests) {
    process.stdout.write(`${name}: no test ran\n`);
    failed++;
  }
}

jest('npm test', 'npm', ['test', '--silent', '--']);
check('build', process.execPath, ['tools/ensure.mjs']);
const node = ensure({ build: true });
// The same on the Node that runs this file, if it is another: who has no Node of docs/adr/0016 runs the product on theirs.
if (node !== process.execPath) jest('older Node', process.execPath, ['node_modules/jest/bin/jest.js']);
const workers = String(availableParallelism());
check('simulation', node, ['dist/test/simulation/simulate.js', '--runs', '10000', '--workers', workers]);
check('types', 'npm', ['run', '--silent', 'types']);
check('lint', 'npm', ['run', '--silent', 'lint']);
check('format', 'npm', ['run', '--silent', 'format:check']);
jest('real stack', node, ['node_modules/jest/bin/jest.js', '-c', 'jest.real.config.cjs', '-i']);
// Those of the faults that together take less than eight minutes; `npm run faults` runs them all.
const faults = ['processes', 'embedded', 'restore', 'breaker'].map((name) => `test/faults/${name}.fault-spec.ts`);
jest('faults', node, ['node_modules/jest/bin/jest.js', '-c', 'jest.faults.config.cjs', '-i', ...faults]);

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
