import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { describeMachine } from '../../deploy/engine';
import { repositoryRoot } from '../../deploy/stack';
import { endlessDays, fullRate, SoakLoad } from './soak-load';
import { PortServer } from './port-server';
import { judgeSoak, type SoakSample, type SoakVerdict } from './soak-verdict';

const FAILED = 1;
const CALIBRATION_S = 20;
const LOOK_MS = 5_000;
/** A business day takes so long, so that many windows end during a soak. */
const DAY_S = 300;
/** Caches fill in some minutes; of a short run half is left to judge. */
const WARM_UP_S = 600;
const CALIBRATION_PARCELS = 1_000_000;
/** The days of the soak are others than those of the calibration. */
const SOAK_SEED = 100_000;

interface Options {
  minutes: string;
  rate?: string;
  json?: boolean;
}

async function main({ minutes, rate, json }: Options): Promise<void> {
  const seconds = Number(minutes) * 60;
  if (!(seconds > 0)) throw new Error('--minutes takes a number above 0');
  const root = repositoryRoot();
  const folder = mkdtempSync(join(tmpdir(), 'sandan-soak-'));
  const server = await PortServer.start(root, folder);
  try {
    const half = rate === undefined ? await halfLoad(server) : Number(rate);
    say(`${Math.round(half)} parcels/s for ${minutes} minutes`);
    const days = endlessDays(Math.ceil(half * DAY_S), SOAK_SEED);
    const load = new SoakLoad(server, days, half);
    const samples: SoakSample[] = [];
    const ended = load.run(seconds);
    await watch(server, ended, samples);
    const verdict = judgeSoak(samples, load.probes, Math.min(WARM_UP_S, seconds / 2));
    const machine = describeMachine(root);
    process.stdout.write(json ? `${JSON.stringify({ machine, rate: half, minutes, verdict })}\n` : report(verdict));
    if (verdict.problems.length > 0) process.exitCode = FAILED;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function halfLoad(server: PortServer): Promise<number> {
  say(`measuring the full rate for ${CALIBRATION_S} s …`);
  const full = await fullRate(server, endlessDays(CALIBRATION_PARCELS, 0), CALIBRATION_S);
  say(`full rate ${Math.round(full)} parcels/s`);
  return full / 2;
}

/** Looks at the server until the load has ended; a failure of the load is thrown at once. */
async function watch(server: PortServer, ended: Promise<void>, samples: SoakSample[]): Promise<void> {
  const started = performance.now();
  const over = ended.then(() => true);
  for (;;) {
    samples.push(await server.look((performance.now() - started) / 1000));
    const { at, anonMiB, files, timers } = samples.at(-1)!;
    say(`${(at / 60).toFixed(1)} min: ${anonMiB.toFixed(0)} MiB, ${files} files, ${timers} timers`);
    if (await Promise.race([over, sleep(LOOK_MS, false)])) return;
  }
}

function report({ memorySlopeMiBPerMinute, files, timers, p99Ms, problems }: SoakVerdict): string {
  const change = ({ first, last }: { first: number; last: number }) => `${first.toFixed(1)} → ${last.toFixed(1)}`;
  return [
    `memory   ${memorySlopeMiBPerMinute.toFixed(2)} MiB/min`,
    `files    ${change(files)}`,
    `timers   ${change(timers)}`,
    `p99      ${change(p99Ms)} ms`,
    ...(problems.length === 0 ? ['passed'] : problems.map((problem) => `FAILED   ${problem}`)),
    '',
  ].join('\n');
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

new Command('soak')
  .description('Half of the full load on the embedded engine for a long time: memory, files, timers and p99 stay flat.')
  .option('--minutes <number>', 'how long', '45')
  .option('--rate <number>', 'parcels a second; left out = half of what is measured first')
  .option('--json', 'the verdict as one line of JSON')
  .action(main)
  .parseAsync()
  .catch((error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = FAILED;
  });
