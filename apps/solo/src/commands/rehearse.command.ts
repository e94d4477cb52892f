import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { repositoryRoot } from '../../../../deploy/stack/repository-root';
import { oneOf, wholeNumber } from '../cli/options';
import { ProgressLine } from '../cli/progress-line';
import type { Pace } from '../rehearse/pace';
import type { RehearsalTarget } from '../rehearse/target';

interface Options {
  day: 'flat' | 'normal' | 'peak';
  parcels: number;
  seed: number;
  speed: 'max' | number;
  rate?: number;
  warmUp?: number;
  stack: 'embedded' | 'kafka';
  reference: string;
  partitions: number;
  processes: number;
  out: string;
  json?: true;
}

/** Processes that were just started, and the broker with them, compile their code for about this long. */
const WARM_UP_SECONDS = 60;

export function rehearseCommand(): Command {
  return new Command('rehearse')
    .summary('play a day against the whole engine and judge it')
    .description(
      'Plays a generated day against the engine, embedded or as processes on a Kafka and a MongoDB of their own on this ' +
        'machine, counts lost and doubled parcels, and writes a page with the course of the day. Embedded and as fast as ' +
        'it goes, that is the engine of `clear`; at a pace of its own, that of `run`.',
    )
    .option('--day <shape>', 'arrivals over the day: flat, normal or peak', oneOf('flat', 'normal', 'peak'), 'peak')
    .option('--parcels <n>', 'how many parcels', wholeNumber, 100_000)
    .option('--seed <n>', 'same seed, same documents', wholeNumber, 42)
    .option(
      '--speed <pace>',
      'max = as fast as the engine takes them; 60x = sixty seconds of the day in one',
      speed,
      'max',
    )
    .option('--rate <n>', 'parcels a second, evenly, instead of --day and --speed', wholeNumber)
    .option(
      '--warm-up <seconds>',
      'latencies of the first seconds are told apart (default: 60 with --rate, where the engine is not pressed; else 0)',
      wholeNumber,
    )
    .option('--stack <kind>', 'embedded or kafka', oneOf('embedded', 'kafka'), 'embedded')
    .option('--reference <folder>', 'reference data', join(repositoryRoot(), 'seeds', 'reference'))
    .option('--partitions <n>', 'lanes of each stage (kafka)', wholeNumber, 6)
    .option('--processes <n>', 'processes of each app (kafka)', wholeNumber, 1)
    .option('--out <folder>', 'where the page goes', join('.data', 'rehearsal'))
    .option('--json', 'print what was found as JSON on standard output')
    .addHelpText(
      'after',
      '\nExit code 1 when a parcel was lost or doubled.\nExample:\n  sandan rehearse --parcels 1060000\n',
    )
    .action(rehearse);
}

async function rehearse(options: Options): Promise<void> {
  const { runRehearsal } = await import('../rehearse/run-rehearsal.js');
  const { rehearsalSummary } = await import('../rehearse/rehearsal-summary.js');
  const { verdictPage } = await import('../rehearse/verdict-page.js');
  const progress = new ProgressLine();
  const { parcels, seed, stack } = options;
  const found = await runRehearsal({
    stack,
    day: { parcels, seed, curve: options.rate === undefined ? options.day : 'flat' },
    pace: await paceOf(options),
    warmUpMs: (options.warmUp ?? (options.rate === undefined ? 0 : WARM_UP_SECONDS)) * 1000,
    target: await targetOf(options),
    onProgress: ({ decided, documents }) =>
      progress.show(() => `${decided} of ${parcels} parcels, ${documents} documents`),
  });
  progress.end();
  const folder = resolve(options.out);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'rehearsal.json'), `${JSON.stringify(found)}\n`);
  const page = join(folder, 'index.html');
  writeFileSync(page, verdictPage(found));
  process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : rehearsalSummary(found, page));
  if (found.lost > 0 || found.doubled > 0) process.exitCode = 1;
}

async function paceOf({ rate, speed: chosen, parcels }: Options): Promise<Pace> {
  const { AS_FAST_AS_IT_GOES, parcelsPerSecond, timesFaster } = await import('../rehearse/pace.js');
  if (rate !== undefined) return parcelsPerSecond(rate, parcels);
  return chosen === 'max' ? AS_FAST_AS_IT_GOES : timesFaster(chosen);
}

async function targetOf(options: Options): Promise<RehearsalTarget> {
  const { stack, reference, partitions, processes, out, rate, speed: chosen } = options;
  if (stack === 'embedded' && rate === undefined && chosen === 'max') {
    const { BatchTarget } = await import('../rehearse/batch-target.js');
    return new BatchTarget(reference, newStoreFolder(out));
  }
  if (stack === 'embedded') {
    const { EmbeddedTarget } = await import('../rehearse/embedded-target.js');
    return new EmbeddedTarget(reference, newStoreFolder(out));
  }
  const { KafkaTarget } = await import('../rehearse/kafka-target.js');
  const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
  return new KafkaTarget({ referenceFolder: reference, partitions, each: processes, onProgress });
}

/** Removed after the rehearsal: it must be nobody's but its own. */
function newStoreFolder(out: string): string {
  mkdirSync(resolve(out), { recursive: true });
  return mkdtempSync(join(resolve(out), '.store-'));
}

function speed(text: string): 'max' | number {
  if (text === 'max') return 'max';
  const factor = Number(/^(\d+(?:\.\d+)?)x$/.exec(text)?.[1] ?? Number.NaN);
  if (!(factor > 0)) throw new InvalidArgumentError('max, or how many times as fast as the day, for example 60x');
  return factor;
}
