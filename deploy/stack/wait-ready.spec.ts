import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withFolderLock } from './folder-lock';
import { killServer, startServer } from './server-process';
import { waitReady } from './wait-ready';

describe('the wait for a server', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stack-'));
  });

  afterEach(async () => {
    await killServer(folder, 'mongod');
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (script: string): Promise<number> => {
    const args = ['-e', script, join(folder, 'mongod', 'data')];
    return startServer(folder, 'mongod', { program: process.execPath, args, port: 21001 });
  };

  it('ends at the first good answer, faults before it notwithstanding', async () => {
    await start('setInterval(()=>{},1000)');
    const answers = [() => Promise.reject(new Error('refused')), () => Promise.resolve(false)];
    let asked = 0;
    const probe = (): Promise<boolean> => (answers[asked++] ?? (() => Promise.resolve(true)))();
    await waitReady({ folder, name: 'mongod', timeoutMs: 5000, probe });
    expect(asked).toBe(3);
  });

  it('fails at once, with the log file and its end, when the server dies', async () => {
    await start('console.log("data folder is damaged");process.exit(1)');
    const wait = waitReady({ folder, name: 'mongod', timeoutMs: 10_000, probe: () => Promise.resolve(false) });
    await expect(wait).rejects.toThrow(
      `it ended while starting. Its log is ${join(folder, 'mongod.log')}, which ends with:\ndata folder is damaged`,
    );
  });

  it('fails with the last fault when the time is up', async () => {
    await start('setInterval(()=>{},1000)');
    const probe = (): Promise<boolean> => Promise.reject(new Error('connection refused'));
    await expect(waitReady({ folder, name: 'mongod', timeoutMs: 250, probe })).rejects.toThrow(
      'mongod: not ready after 250 ms (connection refused)',
    );
  });

  it('lets only one starter into a folder at a time', async () => {
    const steps: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      steps.push(`${name} in`);
      await new Promise((done) => setTimeout(done, 50));
      steps.push(`${name} out`);
    };
    await Promise.all([withFolderLock(folder, 5000, work('a')), withFolderLock(folder, 5000, work('b'))]);
    expect(steps.map((step) => step.split(' ')[1])).toEqual(['in', 'out', 'in', 'out']);
  });
});
