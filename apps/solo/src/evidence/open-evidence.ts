import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { LaneStore } from '@sandan/pipeline';
import { repositoryRoot } from '../../../../deploy/stack';
import { mongoServers, mustAnswer } from '../cli/must-answer';
import { UsageError } from '../cli/usage-error';

export interface EvidenceOptions {
  store?: string;
  mongo?: string;
}

/** What is proved from: a store that is only read, live or stopped. */
export interface Evidence {
  store: LaneStore;
  /** Where the store is, for people. */
  name: string;
  /** The folder of an embedded store. */
  folder?: string;
  close(): Promise<void>;
}

/** The options by which a command names the store it reads. */
export function withEvidence(command: Command): Command {
  return command
    .option(
      '--store <folder>',
      'embedded store: data folder of `sandan run` or `npm start`, or of `sandan clear --store` (default .data/start)',
    )
    .option('--mongo <uri>', 'store of the processes on Kafka and MongoDB, with its database');
}

/** Throws `UsageError` when there is no store. */
export async function openEvidence({ store, mongo }: EvidenceOptions): Promise<Evidence> {
  if (mongo !== undefined) {
    if (store !== undefined) throw new UsageError('--store and --mongo name two stores; give one');
    return openMongo(mongo);
  }
  const folder = store ?? join(repositoryRoot(), '.data', 'start');
  const environment = ['lmdb', '.']
    .map((name) => join(folder, name))
    .find((path) => existsSync(join(path, 'data.mdb')));
  if (environment === undefined) throw new UsageError(`--store ${folder}: no store is here`);
  const { EmbeddedReader } = await import('@sandan/embedded');
  const opened = new EmbeddedReader(environment);
  return { store: opened, name: folder, folder, close: () => opened.close() };
}

async function openMongo(uri: string): Promise<Evidence> {
  await mustAnswer('--mongo', mongoServers(uri));
  const { MongoLaneStore } = await import('@sandan/mongo');
  const store = await MongoLaneStore.connect(uri, { readOnly: true, appName: 'sandan audit', deadlineMs: PATIENCE_MS });
  return { store, name: new URL(uri).host, close: () => store.close() };
}

/** A tool asks a database that is away for this long, ms. */
const PATIENCE_MS = 15_000;
