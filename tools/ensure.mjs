// Makes a clone ready by itself: installs the locked dependencies when they are missing or older than the lock file,
// and (unless told `--no-build`) compiles when a source is newer than dist/. Needs only Node and npm.
// `--print-node` then prints the Node that is to run the product.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The Node of package.json, installed with the dependencies where it is made for the system (docs/adr/0016). */
const OWN_NODE = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
/** Of what was installed: the hash of the lock file, and whether that Node runs here. */
const STAMP = join(root, 'node_modules', '.sandan-install');

function run(command, args) {
  // What npm and the compiler say is progress: it must not mix with data on standard output.
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail(`\`${command} ${args.join(' ')}\` failed (status ${status})`);
}

function fail(why) {
  process.stderr.write(`sandan: ${why}\n`);
  process.exit(1);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`needs Node 20.19 or newer; this is ${process.version}`);
}

/** Returns what is known of the install. */
function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const known = existsSync(STAMP) ? JSON.parse(readFileSync(STAMP, 'utf8')) : undefined;
  if (known?.lock === lock) return known;
  process.stderr.write('sandan: installing dependencies …\n');
  // Not `npm ci`: it refuses a lock that lacks the binaries of other platforms, which some registry mirrors do not keep.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']);
  // A binary may be there and not run: with another C library, for example.
  const install = { lock, ownNodeRuns: spawnSync(OWN_NODE, ['--version']).status === 0 };
  writeFileSync(STAMP, JSON.stringify(install));
  return install;
}

function newestSource(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestSource(path) : statSync(path).mtimeMs);
  }
  return newest;
}

function ensureBuilt() {
  const stamp = join(root, 'dist', 'package.json');
  const sources = ['apps', 'libs', 'seeds', 'deploy', 'test', 'tools'].map((room) => newestSource(join(root, room)));
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= Math.max(...sources)) return;
  run(process.execPath, [join(root, 'tools', 'build.mjs')]);
}

/** Returns the Node that is to run the product: its own, or this one. */
export function ensure({ build }) {
  refuseOldNode();
  const { ownNodeRuns } = ensureInstalled();
  if (build) ensureBuilt();
  return ownNodeRuns && existsSync(OWN_NODE) ? OWN_NODE : process.execPath;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const node = ensure({ build: !process.argv.includes('--no-build') });
  if (process.argv.includes('--print-node')) process.stdout.write(`${node}\n`);
}
