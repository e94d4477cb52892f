import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf } from './server-process';

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

async function removeWhenStale(file: string): Promise<void> {
  const owner = Number(await readFile(file, 'utf8').catch(() => 'gone'));
  // 0: the owner has made the file and not yet written its pid.
  if (Number.isNaN(owner) || owner === 0 || (await commandLineOf(owner)).length > 0) return;
  await rm(file, { force: true });
}

/**
 * Runs the work while no other process (and no other call of this one) starts or ends servers in the folder:
 * two starts at once would both find nothing running and fight for the same data.
 */
export async function withFolderLock<T>(folder: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'stack.lock');
  const deadline = Date.now() + timeoutMs;
  while (!(await take(file))) {
    await removeWhenStale(file);
    if (Date.now() >= deadline) throw new Error(`Another process is starting or ending this stack: see ${file}`);
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
