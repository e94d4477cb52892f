import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the package `sandan`, above this file both in the sources and in dist/. */
export function repositoryRoot(from: string = __dirname): string {
  const manifest = join(from, 'package.json');
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'sandan') return from;
  const above = dirname(from);
  if (above === from) throw new Error('sandan runs outside its repository: no package.json named sandan above');
  return repositoryRoot(above);
}
