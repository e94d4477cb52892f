import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commandLineOf,
  endServer,
  isServerOf,
  killServer,
  lastLaunch,
  runningPid,
  startServer,
} from './server-process';

const IGNORES_SIGTERM = 'process.on("SIGTERM",()=>{});process.stdout.write("deaf");setInterval(()=>{},1000)';
const WAITS = 'setInterval(()=>{},1000)';

describe('a server process of a folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stack-'));
  });

  afterEach(async () => {
    await killServer(folder, 'kafka');
    rmSync(folder, { recursive: true, force: true });
  });

  const launch = (script: string) => ({
    program: process.execPath,
    args: ['-e', script, join(folder, 'kafka', 'server.properties')],
    port: 21001,
  });

  it('is known by an argument inside the folder of that server', () => {
    const line = ['java', '-cp', '/libs/*', 'kafka.Kafka', '/data/stack/kafka/server.properties'];
    expect(isServerOf(line, '/data/stack', 'kafka')).toBe(true);
    expect(isServerOf(line, '/data/stack', 'mongod')).toBe(false);
    expect(isServerOf(line, '/data/stack2', 'kafka')).toBe(false);
    expect(isServerOf(line, '/data/sta', 'kafka')).toBe(false);
    expect(isServerOf([], '/data/stack', 'kafka')).toBe(false);
  });

  it('is started, remembered with its command, and ended by SIGTERM', async () => {
    const pid = await startServer(folder, 'kafka', launch(WAITS));
    expect(await runningPid(folder, 'kafka')).toBe(pid);
    expect(await lastLaunch(folder, 'kafka')).toEqual(launch(WAITS));
    expect(await endServer(folder, 'kafka')).toBe(pid);
    expect(await commandLineOf(pid)).toEqual([]);
    expect(await runningPid(folder, 'kafka')).toBeUndefined();
  });

  it('is killed when it stays after the grace', async () => {
    const pid = await startServer(folder, 'kafka', launch(IGNORES_SIGTERM));
    await new Promise((done) => setTimeout(done, 300));
    expect(await endServer(folder, 'kafka', 100)).toBe(pid);
    expect(await commandLineOf(pid)).toEqual([]);
  });

  it('leaves a foreign process alone that got the pid of an old pid file', async () => {
    writeFileSync(join(folder, 'kafka.pid'), `${process.pid}\n`);
    expect(await runningPid(folder, 'kafka')).toBeUndefined();
    expect(await endServer(folder, 'kafka')).toBeUndefined();
    expect(await killServer(folder, 'kafka')).toBeUndefined();
  });

  it('takes a damaged pid file as nothing running', async () => {
    for (const text of ['', 'abc', '-1', '0', '1']) {
      writeFileSync(join(folder, 'kafka.pid'), text);
      expect(await runningPid(folder, 'kafka')).toBeUndefined();
    }
  });

  it('says which program cannot be started', async () => {
    const missing = { program: '/nowhere/java', args: [], port: 21001 };
    await expect(startServer(folder, 'kafka', missing)).rejects.toThrow('kafka: cannot start /nowhere/java');
  });
});
