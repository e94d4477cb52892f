import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type ServerName = 'kafka' | 'mongod';

/** The command that started a server; kept so that a restart runs the very same one. */
export interface Launch {
  program: string;
  args: string[];
  port: number;
  /** Kafka only: the port of its controller. */
  controllerPort?: number;
}

export const logFileOf = (folder: string, name: ServerName): string => join(folder, `${name}.log`);
const pidFileOf = (folder: string, name: ServerName): string => join(folder, `${name}.pid`);
const launchFileOf = (folder: string, name: ServerName): string => join(folder, `${name}.launch.json`);

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The arguments of a running process; none when it has ended (or is a zombie). Linux only. */
export async function commandLineOf(pid: number): Promise<string[]> {
  return ((await textOf(`/proc/${pid}/cmdline`)) ?? '').split('\0').filter((part) => part !== '');
}

/** Whether a command line is that server of that folder: pids are used again, so a pid file alone proves nothing. */
export function isServerOf(commandLine: readonly string[], folder: string, name: ServerName): boolean {
  return commandLine.some((part) => part.includes(`${join(folder, name)}/`));
}

/** The pid of the folder's server while it runs. */
export async function runningPid(folder: string, name: ServerName): Promise<number | undefined> {
  const pid = Number(await textOf(pidFileOf(folder, name)));
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return isServerOf(await commandLineOf(pid), folder, name) ? pid : undefined;
}

export async function lastLaunch(folder: string, name: ServerName): Promise<Launch | undefined> {
  const text = await textOf(launchFileOf(folder, name));
  return text === undefined ? undefined : (JSON.parse(text) as Launch);
}

/** Starts a server that outlives this process; its output goes to the folder's log. */
export async function startServer(folder: string, name: ServerName, launch: Launch): Promise<number> {
  await mkdir(folder, { recursive: true });
  const log = openSync(logFileOf(folder, name), 'a');
  try {
    const child = spawn(launch.program, launch.args, { cwd: folder, detached: true, stdio: ['ignore', log, log] });
    await new Promise<void>((started, failed) => {
      child.once('spawn', started);
      child.once('error', (error) => failed(new Error(`${name}: cannot start ${launch.program}: ${error.message}`)));
    });
    const pid = child.pid as number;
    await writeFile(pidFileOf(folder, name), `${pid}\n`);
    await writeFile(launchFileOf(folder, name), `${JSON.stringify(launch, null, 2)}\n`);
    child.unref();
    return pid;
  } finally {
    closeSync(log);
  }
}

function signal(pid: number, kind: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, kind);
  } catch (error) {
    // Ended between the check and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function endsWithin(folder: string, name: ServerName, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs;
  while ((await runningPid(folder, name)) !== undefined) {
    if (Date.now() >= deadline) return false;
    await sleep(50);
  }
  return true;
}

/** SIGKILL, as a power cut does it; returns when the process is gone. The pid that was ended, if one ran. */
export async function killServer(folder: string, name: ServerName): Promise<number | undefined> {
  const pid = await runningPid(folder, name);
  if (pid === undefined) return undefined;
  signal(pid, 'SIGKILL');
  if (!(await endsWithin(folder, name, 10_000))) throw new Error(`${name}: process ${pid} survived SIGKILL`);
  return pid;
}

/** SIGTERM, and SIGKILL when the server is still there after the grace. The pid that was ended, if one ran. */
export async function endServer(folder: string, name: ServerName, graceMs = 15_000): Promise<number | undefined> {
  const pid = await runningPid(folder, name);
  if (pid !== undefined) {
    signal(pid, 'SIGTERM');
    if (!(await endsWithin(folder, name, graceMs))) await killServer(folder, name);
  }
  await rm(pidFileOf(folder, name), { force: true });
  return pid;
}
