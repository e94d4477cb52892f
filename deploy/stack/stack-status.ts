import { kafkaAnswers } from './kafka-ready';
import { mongodAnswers, REPLICA_SET } from './mongod-ready';
import { type StackInfo, type StackOptions, stackSettings } from './options';
import { lastLaunch, logFileOf, runningPid, type ServerName } from './server-process';

export interface ServerStatus {
  running: boolean;
  /** It answers a request; a running server that does not is starting or stuck. */
  ready: boolean;
  pid: number | undefined;
  port: number | undefined;
  logFile: string;
}

export interface StackStatus {
  folder: string;
  kafka: ServerStatus;
  mongod: ServerStatus;
  /** Present when both are ready. */
  info: StackInfo | undefined;
}

export interface ServerPlace {
  pid: number;
  port: number;
}

/** What clients need to reach two running servers. */
export function stackInfo(folder: string, kafka: ServerPlace, mongod: ServerPlace): StackInfo {
  return {
    brokers: [`127.0.0.1:${kafka.port}`],
    mongoUri: `mongodb://127.0.0.1:${mongod.port}/sandan?replicaSet=${REPLICA_SET}`,
    kafkaPid: kafka.pid,
    mongodPid: mongod.pid,
    kafkaPort: kafka.port,
    mongoPort: mongod.port,
    folder,
  };
}

async function serverStatus(
  folder: string,
  name: ServerName,
  answers: (port: number) => Promise<boolean>,
): Promise<ServerStatus> {
  const pid = await runningPid(folder, name);
  const port = pid === undefined ? undefined : (await lastLaunch(folder, name))?.port;
  const ready = port !== undefined && (await answers(port).catch(() => false));
  return { running: pid !== undefined, ready, pid, port, logFile: logFileOf(folder, name) };
}

/** What runs in the folder now, asked and not remembered. */
export async function stackStatus(options: StackOptions = {}): Promise<StackStatus> {
  const { folder } = stackSettings(options);
  const kafka = await serverStatus(folder, 'kafka', kafkaAnswers);
  const mongod = await serverStatus(folder, 'mongod', mongodAnswers);
  const up = kafka.ready && mongod.ready;
  const info = up ? stackInfo(folder, kafka as ServerPlace, mongod as ServerPlace) : undefined;
  return { folder, kafka, mongod, info };
}
