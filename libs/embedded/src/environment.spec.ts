import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEnvironment } from './environment';

/** Reads, says so, and lives on until it is killed. */
const READER = `
  const store = require(${JSON.stringify(require.resolve('lmdb'))}).open({ path: process.argv[1], noSubdir: false });
  store.get('key');
  console.log('read');
  setInterval(() => undefined, 1_000);
`;

describe('an environment', () => {
  it('tells which other processes live on it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandan-environment-'));
    const environment = EmbeddedEnvironment.open(folder);
    try {
      environment.root.get('key');
      expect(environment.otherProcesses()).toEqual([]);
      const reader = spawn(process.execPath, ['-e', READER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(reader.stdout, 'data');
      expect(environment.otherProcesses()).toEqual([reader.pid]);
      reader.kill('SIGKILL');
      await once(reader, 'exit');
      expect(environment.otherProcesses()).toEqual([]);
    } finally {
      await environment.close();
      rmSync(folder, { recursive: true });
    }
  });
});
