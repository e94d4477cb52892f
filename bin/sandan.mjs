#!/usr/bin/env node
// The command of a clone: makes it ready when it is not, then hands over to the compiled program.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensure, root } from '../tools/ensure.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`sandan needs Node 20.19 or newer; this is ${process.version}\n`);
  process.exit(1);
}
ensure({ build: true });
createRequire(import.meta.url)(join(root, 'dist', 'apps', 'solo', 'src', 'main.js'));
