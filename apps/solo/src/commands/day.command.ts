import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { Command } from 'commander';
import { generateDay } from '../../../../seeds/day';
import { oneOf, wholeNumber } from '../cli/options';
import { ProgressLine } from '../cli/progress-line';

interface Options {
  parcels: number;
  seed: number;
  curve: 'flat' | 'normal' | 'peak';
  day?: string;
  clean?: true;
  out?: string;
}

const CHUNK_CHARACTERS = 1 << 18;

export function dayCommand(): Command {
  return new Command('day')
    .summary('generate a day of records')
    .description('Writes a generated day of orders, payments, waybills and inventories as NDJSON (the shape of `clear`).')
    .option('--parcels <n>', 'how many parcels', wholeNumber, 20_000)
    .option('--seed <n>', 'same seed, same bytes', wholeNumber, 42)
    .option('--curve <shape>', 'arrivals over the day: flat, normal or peak', oneOf('flat', 'normal', 'peak'), 'normal')
    .option('--day <date>', 'calendar day in Beijing, YYYY-MM-DD')
    .option('--clean', 'only parcels without a fault')
    .option('--out <file>', 'write to a file instead of standard output')
    .addHelpText('after', '\nExample:\n  sandan day --parcels 100000 --seed 42 > day.ndjson\n')
    .action((options: Options) => writeDay(options));
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
  for (const record of generateDay(options)) {
    const line = `${JSON.stringify(record)}\n`;
    pending.push(line);
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
