import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** One file of the repository; `path` from its root, with slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

const SKIPPED = new Set(['node_modules', 'dist', '.cache', '.data', '.git']);

/** Paths of all files under a folder of the repository, sorted. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.split('/').some((part) => SKIPPED.has(part)))
    .sort();
}

export function read(path: string): SourceFile {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') };
}

/** All TypeScript sources of the program, its data and its tests. */
export const SOURCES: readonly SourceFile[] = ['apps', 'libs', 'seeds', 'deploy', 'test']
  .flatMap(filesUnder)
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map(read);

export function isTest({ path }: SourceFile): boolean {
  return /[.-]spec\.ts$|\.(fixture|suite)\.ts$|^test\/|^libs\/testkit\//.test(path);
}

/** Folder names directly under a folder. */
export function foldersIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
