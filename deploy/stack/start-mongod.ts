import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchMongod } from './fetch-mongod';
import { choosePort } from './free-port';
import { mongodBecomesPrimary, REPLICA_SET } from './mongod-ready';
import type { StackSettings } from './options';
import { lastLaunch, type Launch, runningPid, startServer } from './server-process';
import { waitReady } from './wait-ready';

/** An unbounded oplog takes 5 % of the disk; one node has nobody who would have to catch up from it. */
const OPLOG_MB = 1024;

function launchOf(settings: StackSettings, program: string, port: number): Launch {
  const data = join(settings.folder, 'mongod', 'data');
  const place = ['--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'];
  const set = ['--replSet', REPLICA_SET, '--oplogSize', String(OPLOG_MB)];
  return { program, args: [...place, ...set, '--wiredTigerCacheSizeGB', String(settings.mongoCacheGb)], port };
}

/** Starts mongod on its data and returns its launch once it was started; it need not be ready yet. */
export async function startMongod(settings: StackSettings): Promise<Launch> {
  const program = await fetchMongod(settings);
  const last = await lastLaunch(settings.folder, 'mongod');
  const port = await choosePort(settings.mongoPort, last?.port, 'mongod');
  await mkdir(join(settings.folder, 'mongod', 'data'), { recursive: true });
  const launch = launchOf(settings, program, port);
  await startServer(settings.folder, 'mongod', launch);
  return launch;
}

/** Waits until mongod is the writable primary of its one-node set, which it initiates where that is due. */
export function waitForMongod(folder: string, port: number, timeoutMs: number): Promise<void> {
  const probe = async (): Promise<boolean> => {
    const pid = await runningPid(folder, 'mongod');
    return pid !== undefined && mongodBecomesPrimary(port, pid);
  };
  return waitReady({ folder, name: 'mongod', timeoutMs, probe });
}
