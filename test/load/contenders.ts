import { join } from 'node:path';
import { EngineFleet, stageEnvironment, usageOf } from '../../deploy/engine';
import type { StackInfo } from '../../deploy/stack';
import { BenchProcess } from './bench-process';
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
  return single('usual', join(root, 'dist/test/load/usual/usual.process.js'), stack);
}

function single(name: string, program: string, { brokers, mongoUri }: StackInfo): Contender {
  const process = new BenchProcess(program, [brokers.join(','), mongoUri]);
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
