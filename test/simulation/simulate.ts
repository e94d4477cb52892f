import { Command } from 'commander';
import { shrink } from './shrink';
import { simulate } from './simulation';

const FAILED = 1;
const HISTORY_LINES = 40;

interface Options {
  seed: string;
  runs: string;
}

/** Runs seeds one after the other; the first broken law ends it with a run made as small as it goes. */
async function main({ seed, runs }: Options): Promise<void> {
  const first = Number(seed);
  const count = Number(runs);
  if (!Number.isInteger(first) || !Number.isInteger(count) || count < 1) {
    throw new Error('--seed takes a whole number, --runs a whole number from 1');
  }
  const started = performance.now();
  let events = 0;
  for (let run = first; run < first + count; run += 1) {
    const result = await simulate(run);
    events += result.events;
    if (result.problems.length > 0) {
      process.stdout.write(await shrink(result, {}, HISTORY_LINES));
      process.exitCode = FAILED;
      return;
    }
    if ((run - first + 1) % 500 === 0) process.stderr.write(`${run - first + 1} of ${count} runs\n`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${count} runs from seed ${first}: every law held (${events} events, ${seconds} s)\n`);
}

void new Command('simulate')
  .description('Runs the engine on a simulated log, store, clock and network; one seed is one run.')
  .option('--seed <number>', 'the first seed', '1')
  .option('--runs <number>', 'how many seeds', '1')
  .action(main)
  .parseAsync();
