import { join } from 'node:path';
import { EngineFleet, stageEnvironment, usageOf } from '../../deploy/engine';
import type { StackInfo } from '../../deploy/stack';
import { BenchProcess } from './bench-process';
import { PARTITIONS, READ_BY_ALL } from './bench-topics';
import type { Contender } from './contender';

/** This engine; `each`: processes of each app. */
export function engine(root: string, stack: StackInfo, nodeOptions: readonly string[] = [], each = 1): Contender {
  const environment = stageEnvironment(stack, join(root, 'seeds', 'reference'));
  const options = { dist: join(root, 'dist'), logFolder: stack.folder, environment };
  return new EngineFleet({ ...options, each, nodeOptions });
}

/** kafkajs, one bulk write a batch, one output a parcel: `floor/floor.process.ts`. */
export function floor(root: string, stack: StackInfo): Contender {
  return single('floor', join(root, 'dist/test/load/floor/floor.process.js'), stack);
}

/** Nest's Kafka server, a validation pipe and mongoose, message by message: `usual/usual.process.ts`. */
export function usual(root: string, stack: StackInfo): Contender {
  return usualOver(1, root, stack);
}

/** The same, told to work all its partitions at once. */
export function usualWide(root: string, stack: StackInfo): Contender {
  return usualOver(READ_BY_ALL.length * PARTITIONS, root, stack);
}

function usualOver(partitionsAtOnce: number, root: string, stack: StackInfo): Contender {
  return single('usual', join(root, 'dist/test/load/usual/usual.process.js'), stack, [String(partitionsAtOnce)]);
}

function single(
  name: string,
  program: string,
  { brokers, mongoUri }: StackInfo,
  more: readonly string[] = [],
): Contender {
  const process = new BenchProcess(program, [brokers.join(','), mongoUri, ...more]);
  return {
    start: async () => {
      await process.start();
      return performance.now();
    },
    told: () => Promise.resolve(process.parcels),
    usage: () => ({ [name]: usageOf(process.pid) }),
    stop: () => process.stop(),
  };
}
