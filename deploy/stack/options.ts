import { join, resolve } from 'node:path';
import { repositoryRoot } from './repository-root';

export interface StackOptions {
  /** Data, pid files and logs of one stack. Default `<repository>/.cache/stack`. */
  folder?: string | undefined;
  /** What was downloaded; shared by all stacks. Default `<repository>/.cache/downloads`. */
  downloads?: string | undefined;
  /** Default: the port of the last start in this folder, else a free one. */
  kafkaPort?: number | undefined;
  mongoPort?: number | undefined;
  /** A second listener of the broker for clients that come through a proxy: they are told the port of the proxy. */
  kafkaProxied?: ProxiedListener | undefined;
  /** Ends what runs in the folder and removes its data first. */
  fresh?: boolean | undefined;
  /** An unpacked Kafka (its `libs` folder is used) in place of the download. */
  kafkaHome?: string | undefined;
  /** A mongod program, by path or by name on PATH, in place of the download. */
  mongod?: string | undefined;
  /** Default `java`, found on PATH. */
  java?: string | undefined;
  kafkaHeapMinMb?: number | undefined;
  kafkaHeapMaxMb?: number | undefined;
  mongoCacheGb?: number | undefined;
  /** How long each of the two may take to become ready. Default 60,000. */
  readyTimeoutMs?: number | undefined;
  onProgress?: ((line: string) => void) | undefined;
}

export interface ProxiedListener {
  /** Where the broker listens for the proxy. */
  port: number;
  /** Where the proxy listens. */
  proxyPort: number;
}

/** A stack that is up. Only `folder` is an identity: pids change with every restart. */
export interface StackInfo {
  brokers: string[];
  mongoUri: string;
  kafkaPid: number;
  mongodPid: number;
  kafkaPort: number;
  mongoPort: number;
  folder: string;
}

export interface StackSettings {
  folder: string;
  downloads: string;
  kafkaPort: number | undefined;
  mongoPort: number | undefined;
  kafkaProxied: ProxiedListener | undefined;
  fresh: boolean;
  kafkaHome: string | undefined;
  mongod: string | undefined;
  java: string;
  kafkaHeapMinMb: number;
  kafkaHeapMaxMb: number;
  mongoCacheGb: number;
  readyTimeoutMs: number;
  onProgress: (line: string) => void;
}

function cacheFolder(given: string | undefined, name: string): string {
  return given === undefined ? join(repositoryRoot(), '.cache', name) : resolve(given);
}

/** Fills in every default. Folders become absolute, because they identify processes by their command line. */
export function stackSettings(options: StackOptions = {}): StackSettings {
  return {
    folder: cacheFolder(options.folder, 'stack'),
    downloads: cacheFolder(options.downloads, 'downloads'),
    kafkaPort: options.kafkaPort,
    mongoPort: options.mongoPort,
    kafkaProxied: options.kafkaProxied,
    fresh: options.fresh ?? false,
    kafkaHome: options.kafkaHome,
    mongod: options.mongod,
    java: options.java ?? 'java',
    kafkaHeapMinMb: options.kafkaHeapMinMb ?? 256,
    kafkaHeapMaxMb: options.kafkaHeapMaxMb ?? 768,
    mongoCacheGb: options.mongoCacheGb ?? 0.5,
    readyTimeoutMs: options.readyTimeoutMs ?? 60_000,
    onProgress: options.onProgress ?? (() => undefined),
  };
}
