import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../../deploy/engine';
import { repositoryRoot, type StackInfo } from '../../deploy/stack';
import { checkClearances } from './check-clearances';
import { type ContenderRun, measure } from './contender';
import { engine } from './contenders';
import { fillStore } from './fill-store';
import { type Growth, growthPage } from './growth-page';
import { dayOfRun, GROWTH_OPTIONS, keep, say } from './growth-runs';
import { preload, preloadDay } from './preload';
import { storedBytes } from './stored-bytes';
import { serversOf, withStack } from './with-stack';

const USAGE = `npm run growth -- [--parcels 300000] [--stored 5000000] [--processes 2,4] [--runs 3] [--cache-gb 2]
Measures the engine on Kafka and MongoDB with an empty store and with one that holds so many parcels already, and with
several processes of each app, all of them in turns; writes docs/reference/growth.md with the medians. --cache-gb: the
cache of each MongoDB.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...GROWTH_OPTIONS,
      processes: { type: 'string', default: '2,4' },
      'cache-gb': { type: 'string', default: '2' },
    },
  });
  if (values.help) return void process.stdout.write(USAGE);
  const [parcels, stored, runs] = [values.parcels, values.stored, values.runs].map(Number) as [number, number, number];
  const machine = describeMachine(repositoryRoot());
  const mongoCacheGb = Number(values['cache-gb']);
  const growth: Growth = { parcels, stored, storedBytes: 0, mongoCacheGb, one: [], full: [], several: new Map() };
  for (const each of values.processes.split(',').map(Number)) growth.several.set(each, []);
  const work = async (fullStack: StackInfo): Promise<void> => {
    await fill(fullStack, parcels, stored);
    growth.storedBytes = await storedBytes(fullStack);
    // In turns: what the machine does beside changes within minutes, and meets all of them alike.
    for (let run = 1; run <= runs; run++) await measureOnce(growth, fullStack, run);
  };
  await withStack(repositoryRoot(), say, work, mongoCacheGb).catch((error: unknown) => {
    // An hour's work: what was measured before is told, and no page is written.
    if ([growth.full, ...growth.several.values()].every((row) => row.length > 0)) say(growthPage(machine, growth));
    throw error;
  });
  const page = growthPage(machine, growth);
  writeFileSync(join(repositoryRoot(), 'docs', 'reference', 'growth.md'), page);
  process.stdout.write(page);
}

/** Parcels of a real run, and copies of what it left. */
async function fill(stack: StackInfo, parcels: number, stored: number): Promise<void> {
  await preload(stack.brokers, parcels);
  await measured(stack, parcels, 1);
  await fillStore(stack.mongoUri, parcels, stored, say);
}

async function measureOnce(growth: Growth, fullStack: StackInfo, run: number): Promise<void> {
  const { parcels, one, full, several } = growth;
  keep(run, '1 of each app', one, await measuredAnew(growth, 1));
  await preloadDay(fullStack.brokers, { parcels, seed: run + 1, day: dayOfRun(run) });
  keep(run, 'with parcels stored', full, await measured(fullStack, parcels, 1));
  await checkClearances(fullStack.brokers, parcels * (run + 1));
  for (const [each, runs] of several) keep(run, `${each} of each app`, runs, await measuredAnew(growth, each));
}

/** On servers of its own that were empty before. */
function measuredAnew({ parcels, mongoCacheGb }: Growth, each: number): Promise<ContenderRun> {
  const work = async (stack: StackInfo): Promise<ContenderRun> => {
    await preload(stack.brokers, parcels);
    const result = await measured(stack, parcels, each);
    const again = await checkClearances(stack.brokers, parcels, each);
    if (again > 0) say(`${again} clearances were told again, as they were, when lanes changed hands`);
    return result;
  };
  return withStack(repositoryRoot(), say, work, mongoCacheGb);
}

function measured(stack: StackInfo, parcels: number, each: number): Promise<ContenderRun> {
  return measure(engine(repositoryRoot(), stack, [], each), serversOf(stack), parcels, say);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
