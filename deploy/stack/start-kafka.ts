import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchKafka } from './fetch-kafka';
import { choosePort } from './free-port';
import { kafkaAnswers } from './kafka-ready';
import type { StackSettings } from './options';
import { runCommand } from './run-command';
import { log4jProperties, serverProperties } from './server-properties';
import { lastLaunch, type Launch, startServer } from './server-process';
import { waitReady } from './wait-ready';

/** 16 random bytes in URL-safe base64: what `StorageTool random-uuid` prints, without a second of JVM start. */
export function newClusterId(random: (count: number) => Buffer = randomBytes): string {
  const id = random(16).toString('base64url');
  // Kafka refuses ids with a leading dash: its tools would take them for an option.
  return id.startsWith('-') ? newClusterId(random) : id;
}

/** Writes the broker's settings and, the first time, formats its storage. */
async function prepare(settings: StackSettings, launch: Launch, libs: string): Promise<void> {
  const home = join(settings.folder, 'kafka');
  const properties = join(home, 'server.properties');
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'log4j2.properties'), log4jProperties());
  const controllerPort = launch.controllerPort as number;
  await writeFile(
    properties,
    serverProperties({ home, port: launch.port, controllerPort, proxied: settings.kafkaProxied }),
  );
  if (existsSync(join(home, 'data', 'meta.properties'))) return;
  settings.onProgress('kafka: formatting its storage');
  const format = ['kafka.tools.StorageTool', 'format', '-t', newClusterId(), '-c', properties, '--ignore-formatted'];
  await runCommand(settings.java, ['-XX:TieredStopAtLevel=1', '-cp', join(libs, '*'), ...format], 'Formatting Kafka');
}

function launchOf(settings: StackSettings, libs: string, port: number, controllerPort: number): Launch {
  const home = join(settings.folder, 'kafka');
  const memory = [`-Xms${settings.kafkaHeapMinMb}m`, `-Xmx${settings.kafkaHeapMaxMb}m`];
  const logging = `-Dlog4j2.configurationFile=${join(home, 'log4j2.properties')}`;
  const broker = ['-cp', join(libs, '*'), 'kafka.Kafka', join(home, 'server.properties')];
  return { program: settings.java, args: [...memory, logging, ...broker], port, controllerPort };
}

/** Starts the broker on its data and returns its launch once it was started; it need not be ready yet. */
export async function startKafka(settings: StackSettings): Promise<Launch> {
  const libs = await fetchKafka(settings);
  const last = await lastLaunch(settings.folder, 'kafka');
  const port = await choosePort(settings.kafkaPort, last?.port, 'kafka');
  const controllerPort = await choosePort(undefined, last?.controllerPort, 'kafka');
  const launch = launchOf(settings, libs, port, controllerPort);
  await prepare(settings, launch, libs);
  await startServer(settings.folder, 'kafka', launch);
  return launch;
}

export function waitForKafka(folder: string, port: number, timeoutMs: number): Promise<void> {
  return waitReady({ folder, name: 'kafka', timeoutMs, probe: () => kafkaAnswers(port) });
}
