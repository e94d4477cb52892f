import { resolve } from 'node:path';

/** The folder of package.json, from dist/apps/solo/src/cli. */
export function repositoryRoot(): string {
  return resolve(__dirname, ...Array<string>(__dirname.includes('/dist/') ? 5 : 4).fill('..'));
}
