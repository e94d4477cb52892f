import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { logFileOf, runningPid, type ServerName } from './server-process';

const TAIL_BYTES = 4096;

async function tailOf(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return '(no log was written)';
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8').trim().split('\n').slice(-12).join('\n');
  } finally {
    await handle.close();
  }
}

export interface ReadyWait {
  folder: string;
  name: ServerName;
  timeoutMs: number;
  /** Asks the server something that only a working one answers. May throw: then the server is not ready yet. */
  probe: () => Promise<boolean>;
}

/** Waits for the first good answer. Throws, naming the log file and its last lines, when the server ends or is late. */
export async function waitReady({ folder, name, timeoutMs, probe }: ReadyWait): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let lastFault = 'it did not answer';
  while (Date.now() < deadline) {
    if ((await runningPid(folder, name)) === undefined) throw await failure(folder, name, 'it ended while starting');
    try {
      if (await probe()) return;
    } catch (error) {
      lastFault = (error as Error).message;
    }
    await sleep(100);
  }
  throw await failure(folder, name, `not ready after ${timeoutMs} ms (${lastFault})`);
}

async function failure(folder: string, name: ServerName, what: string): Promise<Error> {
  const log = logFileOf(folder, name);
  return new Error(`${name}: ${what}. Its log is ${log}, which ends with:\n${await tailOf(log)}`);
}
