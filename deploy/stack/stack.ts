import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withFolderLock } from './folder-lock';
import { type StackInfo, type StackOptions, type StackSettings, stackSettings } from './options';
import { endServer, lastLaunch, type Launch, logFileOf, runningPid, type ServerName } from './server-process';
import { startKafka, waitForKafka } from './start-kafka';
import { startMongod, waitForMongod } from './start-mongod';
import { type ServerPlace, stackInfo } from './stack-status';

/** A first start may have to wait for another process that is downloading. */
const LOCK_TIMEOUT_MS = 300_000;

interface Starter {
  name: ServerName;
  wantedPort: number | undefined;
  start: (settings: StackSettings) => Promise<Launch>;
  wait: (folder: string, port: number, timeoutMs: number) => Promise<void>;
}

/** The launch of a server that runs already; throws when the caller wants it on another port. */
async function runningLaunch(folder: string, { name, wantedPort }: Starter): Promise<Launch | undefined> {
  if ((await runningPid(folder, name)) === undefined) return undefined;
  const launch = await lastLaunch(folder, name);
  if (launch !== undefined && wantedPort !== undefined && wantedPort !== launch.port) {
    throw new Error(`${name} of ${folder} runs on port ${launch.port}, not ${wantedPort}: end the stack first`);
  }
  return launch;
}

/** Brings one server up. Whether it had to be started is noted in `started`, also when it fails afterwards. */
async function serverUp(settings: StackSettings, starter: Starter, started: ServerName[]): Promise<ServerPlace> {
  const { folder, onProgress, readyTimeoutMs } = settings;
  const { name } = starter;
  const from = Date.now();
  const running = await runningLaunch(folder, starter);
  if (running === undefined) started.push(name);
  const launch = running ?? (await starter.start(settings));
  await starter.wait(folder, launch.port, readyTimeoutMs);
  const pid = await runningPid(folder, name);
  if (pid === undefined) throw new Error(`${name} ended just after its start: see ${logFileOf(folder, name)}`);
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  const news = running === undefined ? `ready after ${seconds} s` : 'already up';
  onProgress(`${name}: ${news} on 127.0.0.1:${launch.port}, process ${pid}`);
  return { pid, port: launch.port };
}

/** Only what the launcher itself made: the folder may be the caller's own. */
async function removeData(folder: string): Promise<void> {
  for (const name of ['kafka', 'mongod'] as const) {
    await rm(join(folder, name), { recursive: true, force: true });
    await rm(logFileOf(folder, name), { force: true });
  }
}

async function bothUp(settings: StackSettings): Promise<StackInfo> {
  const kafka = { name: 'kafka', wantedPort: settings.kafkaPort, start: startKafka, wait: waitForKafka } as const;
  const mongod = { name: 'mongod', wantedPort: settings.mongoPort, start: startMongod, wait: waitForMongod } as const;
  const started: ServerName[] = [];
  const results = await Promise.allSettled([
    serverUp(settings, kafka, started),
    serverUp(settings, mongod, started),
  ] as const);
  const [first, second] = results;
  if (first.status === 'fulfilled' && second.status === 'fulfilled') {
    return stackInfo(settings.folder, first.value, second.value);
  }
  await Promise.all(started.map((name) => endServer(settings.folder, name)));
  const faults = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason.message)] : []));
  throw new Error(faults.join('\n'));
}

/**
 * Brings Kafka and MongoDB up in the folder and returns when both answer. What runs already stays as it is.
 * On a failure, what this call started is ended again; the error names the log file.
 */
export function stackUp(options: StackOptions = {}): Promise<StackInfo> {
  const settings = stackSettings(options);
  return withFolderLock(settings.folder, LOCK_TIMEOUT_MS, async () => {
    if (settings.fresh) {
      await endBoth(settings);
      await removeData(settings.folder);
    }
    return bothUp(settings);
  });
}

async function endBoth({ folder, onProgress }: StackSettings): Promise<void> {
  await Promise.all(
    (['kafka', 'mongod'] as const).map(async (name) => {
      const pid = await endServer(folder, name);
      if (pid !== undefined) onProgress(`${name}: ended process ${pid}`);
    }),
  );
}

/** Ends the two servers of this folder and no other process: SIGTERM, after 15 s SIGKILL. The data stays. */
export function stackDown(options: StackOptions = {}): Promise<void> {
  const settings = stackSettings(options);
  return withFolderLock(settings.folder, LOCK_TIMEOUT_MS, () => endBoth(settings));
}
