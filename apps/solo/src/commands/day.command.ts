import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { Command } from 'commander';
import { type DayOptions, generateDay } from '../../../../seeds/day';
import { mustAnswer } from '../cli/must-answer';
import { addressList, oneOf, wholeNumber } from '../cli/options';
import { ProgressLine } from '../cli/progress-line';

interface Options {
  parcels: number;
  seed: number;
  curve: 'flat' | 'normal' | 'peak';
  day?: string;
  clean?: true;
  life?: true;
  out?: string;
  brokers?: string[];
}

const CHUNK_CHARACTERS = 1 << 18;

export function dayCommand(): Command {
  return new Command('day')
    .summary('generate a day of records')
    .description(
      'Writes a generated day of orders, payments, waybills and inventories as NDJSON (the shape of `clear`).',
    )
    .option('--parcels <n>', 'how many parcels', wholeNumber, 20_000)
    .option('--seed <n>', 'same seed, same bytes', wholeNumber, 42)
    .option('--curve <shape>', 'arrivals over the day: flat, normal or peak', oneOf('flat', 'normal', 'peak'), 'normal')
    .option('--day <date>', 'calendar day in Beijing, YYYY-MM-DD')
    .option('--clean', 'only parcels without a fault')
    .option('--life', 'also what follows: changes, rulings, cancellations, gate-outs, returns and their arrivals')
    .option('--out <file>', 'write to a file instead of standard output')
    .option('--brokers <list>', 'publish to Kafka instead: host:port, several separated by commas', addressList)
    .addHelpText('after', '\nExample:\n  sandan day --parcels 100000 --seed 42 > day.ndjson\n')
    .action((options: Options) => (options.brokers ? publishDay(options, options.brokers) : writeDay(options)));
}

async function publishDay({ parcels, seed, curve, day, clean, life }: Options, brokers: string[]): Promise<void> {
  await mustAnswer('--brokers', brokers);
  const { loadRecords } = await import('@sandan/service');
  const progress = new ProgressLine();
  const { records } = await loadRecords({
    brokers,
    from: dayLines({ parcels, seed, curve, ...(day && { day }), ...(clean && { clean }), ...(life && { life }) }),
    onProgress: (loaded) => progress.show(() => `${loaded.records} records`),
  });
  progress.end();
  process.stderr.write(`${records} records of ${parcels} parcels published\n`);
}

function* dayLines(options: DayOptions): Generator<string> {
  for (const record of generateDay(options)) yield JSON.stringify(record);
}

async function writeDay({ out, ...options }: Options): Promise<void> {
  const target: Writable = out === undefined ? process.stdout : createWriteStream(out);
  const progress = new ProgressLine();
  let pending: string[] = [];
  let size = 0;
  let records = 0;
  const flush = async () => {
    const full = !target.write(pending.join(''));
    pending = [];
    size = 0;
    if (full) await once(target, 'drain');
    progress.show(() => `${records} records`);
  };
  for (const line of dayLines(options)) {
    pending.push(`${line}\n`);
    size += line.length;
    records++;
    if (size >= CHUNK_CHARACTERS) await flush();
  }
  await flush();
  progress.end();
  if (out !== undefined) {
    target.end();
    await once(target, 'finish');
  }
  process.stderr.write(`${records} records of ${options.parcels} parcels\n`);
}
