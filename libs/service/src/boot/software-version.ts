import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the manifest of the package, found above this file both in the sources and in dist/. */
export function softwareVersion(folder: string = __dirname): string {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) {
    const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string; version?: string };
    if (name === 'sandan' && version !== undefined) return version;
  }
  const above = dirname(folder);
  return above === folder ? 'unknown' : softwareVersion(above);
}
