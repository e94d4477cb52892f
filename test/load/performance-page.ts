import { cell, type Machine, machineLines, median, table } from '../../deploy/engine';

import type { ContenderName, DistributedRun } from './bench-distributed';
import type { EmbeddedFigures } from './bench-embedded';
import { type ContenderRun, coreSeconds } from './contender';

export interface Performance {
  machine: Machine;
  embedded?: EmbeddedFigures | undefined;
  distributed: readonly DistributedRun[];
}

const NAMES: Record<ContenderName, string> = {
  engine: 'this engine on Kafka and MongoDB',
  floor: 'raw floor: kafkajs, one bulk write a batch, one output a parcel, no rule',
  usual: 'usual way: Nest Kafka server as it comes, validation pipe, mongoose, message by message',
  usualWide: 'usual way, told to work all its 18 partitions at once',
};

/** The page of figures; written by the bench, never by hand. */
export function performancePage({ machine, embedded, distributed }: Performance): string {
  const medians = (['engine', 'floor', 'usual', 'usualWide'] as const).flatMap((name) => medianOf(name, distributed));
  return [
    '# Performance',
    '',
    'Written by `npm run bench`. Every process, broker and database runs on the same machine; one contender at a time, ' +
      'all over the same documents, which wait in Kafka. Writes are journaled everywhere. Medians of ' +
      `${Math.max(distributed.length, embedded?.runs.length ?? 0)} runs.`,
    '',
    ...machineLines(machine),
    '## Side by side',
    '',
    ...ratesTable(medians, embedded),
    ...ratioLines(medians),
    ...medians.flatMap(({ name, run, rates }) => contenderPart(name, run, rates)),
    ...storedLines(distributed),
    ...(embedded ? embeddedPart(embedded) : []),
  ].join('\n');
}

interface Middle {
  name: ContenderName;
  run: ContenderRun;
  rates: number[];
}

/** The run with the median rate, with the rates of all. */
function medianOf(name: ContenderName, distributed: readonly DistributedRun[]): Middle[] {
  const runs = distributed.flatMap(({ runs }) => runs[name] ?? []);
  const rates = runs.map(({ parcelsPerSecond }) => parcelsPerSecond);
  const run = runs.find(({ parcelsPerSecond }) => parcelsPerSecond === median(rates));
  return run ? [{ name, run, rates }] : [];
}

function ratesTable(medians: readonly Middle[], embedded: EmbeddedFigures | undefined): string[] {
  const rows = medians.map(({ name, run }) => [
    NAMES[name],
    cell(run.parcels),
    cell(run.parcelsPerSecond),
    cell(run.steadyParcelsPerSecond),
    cell(coreSeconds(run)),
    run.bootSeconds.toFixed(1),
  ]);
  if (embedded) {
    const { parcels, parcelsPerSecond, cpuSecondsPerMillion } = embedded;
    const name = 'this engine embedded (`sandan clear`, whole command)';
    rows.push([name, cell(parcels), cell(parcelsPerSecond), '', cell(cpuSecondsPerMillion), 'in it']);
  }
  const head = ['', 'parcels', 'parcels/s', 'steady', 'core-seconds a million parcels', 'boot s'];
  return [
    ...table(head, rows),
    'parcels/s: from the moment the documents are consumed to the last published outcome; steady: between the first and ' +
      'the last tenth; core-seconds: of all processes and both servers, start-up included; boot: from the start of the ' +
      'first process until the documents are consumed.',
    '',
  ];
}

function ratioLines(medians: readonly Middle[]): string[] {
  const rateOf = (name: ContenderName) => medians.find((middle) => middle.name === name)?.run.parcelsPerSecond;
  const [own, floor, usual, wide] = [rateOf('engine'), rateOf('floor'), rateOf('usual'), rateOf('usualWide')];
  if (own === undefined) return [];
  const lines = [
    ...(floor === undefined ? [] : [`This engine runs at ${(own / floor).toFixed(2)} of the raw floor.`]),
    ...(usual === undefined ? [] : [`This engine runs at ${(own / usual).toFixed(1)} times the usual way.`]),
    ...(wide === undefined
      ? []
      : [`This engine runs at ${(own / wide).toFixed(1)} times the usual way with all partitions at once.`]),
  ];
  return lines.length > 0 ? [...lines, ''] : [];
}

function contenderPart(name: ContenderName, run: ContenderRun, rates: readonly number[]): string[] {
  const rows = Object.entries(run.processes).map(([process, figures]) => [
    process,
    cell(figures.cpuSecondsPerMillionParcels),
    `${figures.peakRssMb} MB`,
  ]);
  return [
    `## ${NAMES[name][0]!.toUpperCase()}${NAMES[name].slice(1)}`,
    '',
    ...table(['process', 'core-seconds a million parcels', 'peak resident memory'], rows),
    `Runs: ${rates.map((rate) => cell(rate)).join(', ')} parcels/s.`,
    '',
  ];
}

function storedLines(distributed: readonly DistributedRun[]): string[] {
  const stored = distributed.flatMap(({ storedBytesPerParcel }) => storedBytesPerParcel ?? []);
  if (stored.length === 0) return [];
  return [
    `Stored by this engine: ${cell(median(stored))} bytes a parcel (journals and states of all stages with their ` +
      'indexes, on disk, as MongoDB compresses them).',
    '',
  ];
}

function embeddedPart({ parcels, runs, cpuSecondsPerMillion, peakRssMb }: EmbeddedFigures): string[] {
  return [
    `## This engine embedded: \`sandan clear\` over ${cell(parcels)} clean parcels`,
    '',
    ...table(
      ['core-seconds a million parcels', 'peak resident memory'],
      [[cell(cpuSecondsPerMillion), `${peakRssMb} MB`]],
    ),
    `Runs: ${runs.map((run) => cell(run.parcelsPerSecond)).join(', ')} parcels/s.`,
    '',
  ];
}
