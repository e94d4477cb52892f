import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mongoose';
import type { StackInfo } from '../../deploy/stack';
import { checkClearances } from './check-clearances';
import { type Contender, type ContenderRun, measure } from './contender';
import { engine, floor, usual, usualWide } from './contenders';
import { preload, preloadUsual } from './preload';
import { storedBytes } from './stored-bytes';
import { serversOf, withStack } from './with-stack';

export const CONTENDERS = { engine, floor, usual, usualWide } as const;
export type ContenderName = keyof typeof CONTENDERS;

export interface DistributedRun {
  records: number;
  runs: Partial<Record<ContenderName, ContenderRun>>;
  /** Bytes on disk a parcel after the engine: all its collections with their indexes, compressed as MongoDB does it. */
  storedBytesPerParcel?: number;
  /** Bytes on disk a parcel in Kafka after the engine: documents, messages between stages and outputs. */
  kafkaBytesPerParcel?: number;
  /** Bytes to and from MongoDB a parcel. */
  storeNetworkBytesPerParcel?: number;
}

export interface DistributedOptions {
  root: string;
  parcels: number;
  /** The usual way gets a smaller piece of the same day. */
  usualParcels: number;
  only: readonly ContenderName[];
  nodeOptions?: readonly string[];
  say(line: string): void;
}

/** One run of each contender, one after the other, over the same preloaded day on servers that were empty before. */
export function benchDistributed(options: DistributedOptions): Promise<DistributedRun> {
  return withStack(options.root, options.say, (stack) => runAll(stack, options));
}

async function runAll(stack: StackInfo, options: DistributedOptions): Promise<DistributedRun> {
  const { root, parcels, usualParcels, only, nodeOptions, say } = options;
  const records = await preload(stack.brokers, parcels);
  say(`${records} records of ${parcels} parcels loaded`);
  const run = async (name: ContenderName, contender: Contender, count: number): Promise<ContenderRun> => {
    const measured = await measure(contender, serversOf(stack), count, (line) => say(`${name}: ${line}`));
    say(`${name}: ${Math.round(measured.parcelsPerSecond)} parcels/s`);
    return measured;
  };
  const result: DistributedRun = { records, runs: {} };
  if (only.includes('engine')) {
    const networkBefore = await storeNetworkBytes(stack);
    result.runs.engine = await run('engine', engine(root, stack, nodeOptions), parcels);
    await checkClearances(stack.brokers, parcels);
    result.storedBytesPerParcel = (await storedBytes(stack)) / parcels;
    result.kafkaBytesPerParcel = folderBytes(join(stack.folder, 'kafka', 'data')) / parcels;
    result.storeNetworkBytesPerParcel = ((await storeNetworkBytes(stack)) - networkBefore) / parcels;
  }
  if (only.includes('floor')) result.runs.floor = await run('floor', floor(root, stack), parcels);
  const usualWays = (['usual', 'usualWide'] as const).filter((name) => only.includes(name));
  if (usualWays.length > 0) await preloadUsual(stack.brokers, usualParcels);
  for (const name of usualWays) result.runs[name] = await run(name, CONTENDERS[name](root, stack), usualParcels);
  return result;
}

async function storeNetworkBytes({ mongoUri }: StackInfo): Promise<number> {
  const connection = await createConnection(mongoUri).asPromise();
  try {
    const { network } = (await connection.db!.admin().serverStatus()) as {
      network: Record<'bytesIn' | 'bytesOut', number>;
    };
    return network.bytesIn + network.bytesOut;
  } finally {
    await connection.close();
  }
}

/** Blocks in use, not lengths: Kafka makes its index files longer than they are. */
function folderBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? folderBytes(path) : statSync(path).blocks * 512;
    })
    .reduce((sum, bytes) => sum + bytes, 0);
}
