import { setTimeout as sleep } from 'node:timers/promises';
import { isFreePort } from './free-port';
import type { StackInfo } from './options';
import { killServer, lastLaunch, runningPid, type ServerName, startServer } from './server-process';
import { waitForKafka } from './start-kafka';
import { waitForMongod } from './start-mongod';

const READY_TIMEOUT_MS = 60_000;
const PORT_FREE_WITHIN_MS = 10_000;

/** A killed process is gone from the list of processes a moment before its sockets are closed. */
async function untilFree(port: number): Promise<void> {
  const deadline = Date.now() + PORT_FREE_WITHIN_MS;
  while (!(await isFreePort(port)) && Date.now() < deadline) await sleep(50);
}

async function startAgain(
  folder: string,
  name: ServerName,
  wait: (folder: string, port: number, timeoutMs: number) => Promise<void>,
): Promise<number> {
  const running = await runningPid(folder, name);
  if (running !== undefined) throw new Error(`${name} of ${folder} still runs as process ${running}`);
  const launch = await lastLaunch(folder, name);
  if (launch === undefined) throw new Error(`${name} was never started in ${folder}`);
  await untilFree(launch.port);
  const pid = await startServer(folder, name, launch);
  await wait(folder, launch.port, READY_TIMEOUT_MS);
  return pid;
}

/** Kills the broker of this stack as a power cut would; does nothing when it is down already. */
export async function killKafka(info: StackInfo): Promise<void> {
  await killServer(info.folder, 'kafka');
}

/** Starts the killed broker with the same command, data and port; resolves with the new pid when it answers. */
export async function startKafkaAgain(info: StackInfo): Promise<StackInfo> {
  return { ...info, kafkaPid: await startAgain(info.folder, 'kafka', waitForKafka) };
}

/** Kills mongod of this stack as a power cut would; does nothing when it is down already. */
export async function killMongod(info: StackInfo): Promise<void> {
  await killServer(info.folder, 'mongod');
}

/** Starts the killed mongod with the same command, data and port; resolves with the new pid when it is primary. */
export async function startMongodAgain(info: StackInfo): Promise<StackInfo> {
  return { ...info, mongodPid: await startAgain(info.folder, 'mongod', waitForMongod) };
}
