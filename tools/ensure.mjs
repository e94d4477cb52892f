// Makes a clone ready by itself: installs the locked dependencies when they are missing or older than the lock file,
// and (unless told `--no-build`) compiles when a source is newer than dist/. Needs only Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

function run(command, args) {
  // What npm and the compiler say is progress: it must not mix with data on standard output.
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    process.stderr.write(`sandan: \`${command} ${args.join(' ')}\` failed (status ${status})\n`);
    process.exit(1);
  }
}

function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.sandan-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write('sandan: installing dependencies …\n');
  // Not `npm ci`: it refuses a lock that lacks the binaries of other platforms, which some registry mirrors do not keep.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']);
  writeFileSync(stamp, lock);
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

export function ensure({ build }) {
  ensureInstalled();
  if (build) ensureBuilt();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensure({ build: !process.argv.includes('--no-build') });
}
