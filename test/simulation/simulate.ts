import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Command } from 'commander';
import { shrink } from './shrink';
import { simulate } from './simulation';

const FAILED = 1;
const WRONG_CALL = 2;
const HISTORY_LINES = 40;
const PROGRESS_RUNS = 500;

interface Options {
  seed: string;
  runs: string;
  workers: string;
}

/** The seeds of one thread: `first`, `first + step` … below `end`. */
interface Share {
  first: number;
  end: number;
  step: number;
}

/** What came out of some runs: their events, or the report of the first that broke a law. */
type Outcome = { events: number; report?: string };

async function main({ seed, runs, workers }: Options): Promise<void> {
  const [first, count, threads] = [seed, runs, workers].map(Number) as [number, number, number];
  if (![first, count, threads].every(Number.isInteger) || count < 1 || threads < 1) {
    throw new Error('--seed takes a whole number, --runs and --workers whole numbers from 1');
  }
  const started = performance.now();
  const shares = Array.from({ length: threads }, (_, thread) => ({
    first: first + thread,
    end: first + count,
    step: threads,
  }));
  const outcomes = await Promise.all(shares.map((share) => (threads === 1 ? runShare(share) : runInThread(share))));
  const reports = outcomes.flatMap(({ report }) => report ?? []);
  if (reports.length > 0) {
    process.stdout.write(reports[0]!);
    process.exitCode = FAILED;
    return;
  }
  const events = outcomes.reduce((sum, outcome) => sum + outcome.events, 0);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${count} runs from seed ${first}: every law held (${events} events, ${seconds} s)\n`);
}

async function runShare({ first, end, step }: Share): Promise<Outcome> {
  let events = 0;
  for (let seed = first, done = 1; seed < end; seed += step, done += 1) {
    const result = await simulate(seed);
    events += result.events;
    if (result.problems.length > 0) return { events, report: await shrink(result, {}, HISTORY_LINES) };
    if (done % PROGRESS_RUNS === 0) process.stderr.write(`seed ${seed}\n`);
  }
  return { events };
}

/** Each thread has timers of its own, which its virtual clock replaces. */
function runInThread(share: Share): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

if (isMainThread) {
  void new Command('simulate')
    .description('Runs the engine on a simulated log, store, clock and network; one seed is one run.')
    .option('--seed <number>', 'the first seed', '1')
    .option('--runs <number>', 'how many seeds', '1')
    .option('--workers <number>', 'threads that share them', '1')
    .action(main)
    .parseAsync()
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = WRONG_CALL;
    });
} else {
  void runShare(workerData as Share).then((outcome) => parentPort!.postMessage(outcome));
}
