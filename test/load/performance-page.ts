import type { EmbeddedFigures } from './bench-embedded';
import type { DistributedBench } from './bench-kafka';
import { type Machine, median } from '../../deploy/engine';

/** The page of figures; written by the bench, never by hand. */
export function performancePage(machine: Machine, embedded: EmbeddedFigures, distributed: DistributedBench[]): string {
  const rates = distributed.map(({ parcelsPerSecond }) => parcelsPerSecond);
  const middle = distributed.find(({ parcelsPerSecond }) => parcelsPerSecond === median(rates));
  return [
    '# Performance',
    '',
    'Written by `npm run bench`. Medians of the runs; every process, broker and database on the same machine.',
    '',
    `Machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}.`,
    `One core parses ${machine.jsonParsesPerSecond} JSON texts of 1.5 KB a second. Measured on ${machine.date} at ${machine.commit}.`,
    '',
    `## Embedded: \`sandan clear\` over ${embedded.parcels} clean parcels`,
    '',
    '| parcels/s | CPU seconds a million parcels | peak resident memory |',
    '|---|---|---|',
    `| ${Math.round(embedded.parcelsPerSecond)} | ${Math.round(embedded.cpuSecondsPerMillion)} | ${embedded.peakRssMb} MB |`,
    '',
    `Runs: ${embedded.runs.map((run) => Math.round(run.parcelsPerSecond)).join(', ')} parcels/s.`,
    '',
    ...(middle ? distributedPart(middle, rates) : []),
  ].join('\n');
}

function distributedPart(bench: DistributedBench, rates: number[]): string[] {
  return [
    `## Kafka and MongoDB: ${bench.parcels} clean parcels preloaded, to the last published clearance`,
    '',
    `${Math.round(bench.parcelsPerSecond)} parcels/s from the start of the processes (steady: ` +
      `${Math.round(bench.steadyParcelsPerSecond)}); ${bench.partitions} partitions, ${bench.records} records.`,
    '',
    '| process | CPU seconds a million parcels | peak resident memory |',
    '|---|---|---|',
    ...Object.entries(bench.processes).map(
      ([name, figures]) => `| ${name} | ${Math.round(figures.cpuSecondsPerMillionParcels)} | ${figures.peakRssMb} MB |`,
    ),
    '',
    `Runs: ${rates.map(Math.round).join(', ')} parcels/s.`,
    '',
  ];
}
