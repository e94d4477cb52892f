import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { repositoryRoot } from '../../../../deploy/stack/repository-root';
import { busiestSecondShare } from '../../../../seeds/day';
import { type Capacity, capacityFor, type ParcelCosts } from '../capacity/capacity';
import { capacityPage, capacityTable } from '../capacity/capacity-table';
import { wholeNumber } from '../cli/options';
import { UsageError } from '../cli/usage-error';

interface Options {
  parcels?: number;
  peakSecond?: number;
  kafkaDays: number;
  costs: string;
  write?: true;
  json?: true;
}

/** A port, the plan's peak day, the country, and five countries. */
const DAYS = [200_000, 1_060_000, 20_000_000, 100_000_000];

export function capacityCommand(): Command {
  const reference = join(repositoryRoot(), 'docs', 'reference');
  return new Command('capacity')
    .summary('reckon what a day needs')
    .description('Cores, partitions, disk and network for so many parcels a day, from the measured cost of a parcel.')
    .option('--parcels <n>', 'parcels a day (default: 200 k, 1.06 M, 20 M and 100 M)', wholeNumber)
    .option('--peak-second <n>', 'parcels in the busiest second (default: as in the peak day)', wholeNumber)
    .option('--kafka-days <n>', 'days that Kafka keeps records', wholeNumber, 7)
    .option('--costs <file>', 'measured costs, written by npm run bench', join(reference, 'costs.json'))
    .option('--write', 'write docs/reference/capacity.md')
    .option('--json', 'print as JSON on standard output')
    .addHelpText('after', '\nExample:\n  sandan capacity --parcels 1060000\n')
    .action((options: Options) => reckon(options, join(reference, 'capacity.md')));
}

function reckon({ parcels, peakSecond, kafkaDays, costs: file, write, json }: Options, page: string): void {
  const costs = readCosts(file);
  const usualShare = busiestSecondShare('peak');
  const days = (parcels === undefined ? DAYS : [parcels]).map((parcelsPerDay): Capacity => {
    const peakShare = peakSecond === undefined ? usualShare : peakSecond / parcelsPerDay;
    return capacityFor({ parcelsPerDay, peakShare, kafkaDays }, costs);
  });
  if (write) writeFileSync(page, capacityPage(days, costs, usualShare, kafkaDays));
  process.stdout.write(json ? `${JSON.stringify(days)}\n` : capacityTable(days).join('\n'));
}

function readCosts(file: string): ParcelCosts {
  if (!existsSync(file))
    throw new UsageError(`--costs ${file}: no such file; npm run bench measures the costs and writes it`);
  return JSON.parse(readFileSync(file, 'utf8')) as ParcelCosts;
}
