import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cell, describeMachine, type Machine, machineLines, table } from '../../deploy/engine';
import { repositoryRoot, stackDown, type StackInfo, stackUp } from '../../deploy/stack';
import { type ContenderRun, measure } from './contender';
import { engine } from './contenders';
import { fillStore } from './fill-store';
import { preload, preloadDay, recordsIn } from './preload';

const USAGE = `npm run growth -- [--parcels 300000] [--stored 5000000] [--processes 1,2,4]
Measures the engine on Kafka and MongoDB with an empty store and with one that holds so many parcels already, and with
several processes of each app; writes docs/reference/growth.md.
`;

interface Row {
  what: string;
  run: ContenderRun;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      parcels: { type: 'string', default: '300000' },
      stored: { type: 'string', default: '5000000' },
      processes: { type: 'string', default: '1,2,4' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(USAGE);
  const [parcels, stored] = [Number(values.parcels), Number(values.stored)];
  const machine = describeMachine(repositoryRoot());
  const bySize = await withStack((stack) => measureSizes(stack, parcels, stored));
  const byProcesses: Row[] = [];
  for (const each of values.processes.split(',').map(Number)) {
    const run = await withStack((stack) => measureProcesses(stack, parcels, each));
    byProcesses.push({ what: `${each} of each app`, run });
  }
  const page = growthPage(machine, parcels, bySize, byProcesses);
  writeFileSync(join(repositoryRoot(), 'docs', 'reference', 'growth.md'), page);
  process.stdout.write(page);
}

/** The same number of parcels twice, of two days: before and after the store was filled. */
async function measureSizes(stack: StackInfo, parcels: number, stored: number): Promise<Row[]> {
  await preload(stack.brokers, parcels);
  const empty = await measured(stack, parcels, 1);
  await fillStore(stack.mongoUri, parcels, stored, say);
  await preloadDay(stack.brokers, { parcels, seed: 2, day: '2026-11-12' });
  const full = await measured(stack, parcels, 1);
  await checkClearances(stack, parcels * 2);
  return [
    { what: '0', run: empty },
    { what: cell(stored), run: full },
  ];
}

async function measureProcesses(stack: StackInfo, parcels: number, each: number): Promise<ContenderRun> {
  await preload(stack.brokers, parcels);
  const run = await measured(stack, parcels, each);
  await checkClearances(stack, parcels);
  return run;
}

function measured(stack: StackInfo, parcels: number, each: number): Promise<ContenderRun> {
  return measure(engine(repositoryRoot(), stack, [], each), stack, parcels, say);
}

async function checkClearances({ brokers }: StackInfo, parcels: number): Promise<void> {
  const told = await recordsIn(brokers, 'clearances.v1');
  if (told !== parcels) throw new Error(`${told} clearances for ${parcels} parcels`);
}

async function withStack<T>(work: (stack: StackInfo) => Promise<T>): Promise<T> {
  const cache = join(repositoryRoot(), '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'growth-'));
  try {
    return await work(await stackUp({ folder, onProgress: say }));
  } finally {
    await stackDown({ folder });
    rmSync(folder, { recursive: true, force: true });
  }
}

function growthPage(machine: Machine, parcels: number, bySize: readonly Row[], byProcesses: readonly Row[]): string {
  return [
    '# Growth',
    '',
    `Written by \`npm run growth\`. Each row: ${cell(parcels)} clean parcels that wait in Kafka, worked to the last published ` +
      'clearance, one clearance each; everything on one machine. Steady: between the first and the last tenth of the parcels. ' +
      'Before it each process compiles its code, for some seconds of a core: with more processes that is a larger part of a short run.',
    '',
    ...machineLines(machine),
    '## With parcels already stored',
    '',
    ...rowsTable('parcels stored before', bySize),
    'The stored parcels are copies of the states and journals of the first row under other keys.',
    '',
    '## With several processes',
    '',
    ...rowsTable('processes', byProcesses),
  ].join('\n');
}

function rowsTable(first: string, rows: readonly Row[]): string[] {
  const base = rows[0]!.run;
  const ofBase = (rate: number, baseRate: number): string => `${Math.round((rate / baseRate) * 100)} %`;
  return table(
    [
      first,
      'parcels/s',
      'of the first row',
      'steady',
      'of the first row',
      'core-seconds a million parcels',
      'largest process',
    ],
    rows.map(({ what, run }) => [
      what,
      cell(run.parcelsPerSecond),
      ofBase(run.parcelsPerSecond, base.parcelsPerSecond),
      cell(run.steadyParcelsPerSecond),
      ofBase(run.steadyParcelsPerSecond, base.steadyParcelsPerSecond),
      cell(Object.values(run.processes).reduce((sum, figures) => sum + figures.cpuSecondsPerMillionParcels, 0)),
      `${Math.max(...Object.values(run.processes).map(({ peakRssMb }) => peakRssMb))} MB`,
    ]),
  );
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
