// Compiles every TypeScript source to dist/ with swc (types are checked by `npm run types`), in about two seconds.
import { transform } from '@swc/core';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import swcOptions from './swc-options.cjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'dist');
const rooms = ['apps', 'libs', 'seeds', 'deploy', 'test'];
const paths = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).compilerOptions.paths;

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

/** `@sandan/domain` becomes a relative path, so that dist/ runs without any resolver. */
function withoutAliases(code, file) {
  return code.replace(/require\("(@sandan\/[^"]+)"\)/g, (whole, name) => {
    const target = paths[name]?.[0];
    if (!target) throw new Error(`${file}: unknown alias ${name}`);
    const from = relative(dirname(relative(root, file)), target.replace(/^\.\//, '').replace(/\.ts$/, '.js'));
    return `require("${from.startsWith('.') ? from : `./${from}`}")`;
  });
}

async function compile(file) {
  const { code, map } = await transform(readFileSync(file, 'utf8'), {
    filename: file,
    sourceMaps: true,
    swcrc: false,
    ...swcOptions,
  });
  const target = join(out, relative(root, file)).replace(/\.ts$/, '.js');
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${withoutAliases(code, file)}\n//# sourceMappingURL=${target.split('/').at(-1)}.map\n`);
  writeFileSync(`${target}.map`, map);
}

const started = Date.now();
rmSync(out, { recursive: true, force: true });
const sources = [];
const assets = [];
for (const room of rooms) {
  for (const file of files(join(root, room))) {
    if (file.endsWith('.d.ts')) continue;
    if (file.endsWith('.ts')) sources.push(file);
    else if (/\.(html|css|js|svg)$/.test(file)) assets.push(file);
  }
}
await Promise.all(sources.map(compile));
for (const file of assets) {
  const target = join(out, relative(root, file));
  mkdirSync(dirname(target), { recursive: true });
  cpSync(file, target);
}
writeFileSync(join(out, 'package.json'), '{"type":"commonjs"}\n');
process.stderr.write(`built ${sources.length} files in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
