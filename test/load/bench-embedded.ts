import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { generateDay } from '../../seeds/day';
import { median } from '../../deploy/engine';
import { type Usage, usageOf } from '../../deploy/engine';

export interface EmbeddedFigures {
  parcels: number;
  runs: { parcelsPerSecond: number; cpuSecondsPerMillion: number; peakRssMb: number }[];
  parcelsPerSecond: number;
  cpuSecondsPerMillion: number;
  peakRssMb: number;
}

export interface EmbeddedOptions {
  parcels: number;
  times: number;
  nodeOptions?: readonly string[];
  say(line: string): void;
}

/** `sandan clear` over clean parcels, as its own process: rate of the whole command, CPU and peak memory. */
export async function benchEmbedded(
  root: string,
  { parcels, times, nodeOptions = [], say }: EmbeddedOptions,
): Promise<EmbeddedFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'sandan-bench-'));
  try {
    const day = join(folder, 'day.ndjson');
    await writeCleanDay(day, parcels);
    const runs: EmbeddedFigures['runs'] = [];
    for (let run = 1; run <= times; run++) {
      runs.push(await timeClear({ root, nodeOptions, day, out: join(folder, 'out'), parcels }));
      say(`embedded clear, run ${run}: ${Math.round(runs.at(-1)!.parcelsPerSecond)} parcels/s`);
    }
    return {
      parcels,
      runs,
      parcelsPerSecond: median(runs.map((run) => run.parcelsPerSecond)),
      cpuSecondsPerMillion: median(runs.map((run) => run.cpuSecondsPerMillion)),
      peakRssMb: Math.max(...runs.map((run) => run.peakRssMb)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface ClearCall {
  root: string;
  nodeOptions: readonly string[];
  day: string;
  out: string;
  parcels: number;
}

async function timeClear({ root, nodeOptions, day, out, parcels }: ClearCall): Promise<EmbeddedFigures['runs'][0]> {
  const started = performance.now();
  const call = ['clear', '--reference', 'seeds/reference', '--in', day, '--out', out];
  const args = [...nodeOptions, 'dist/apps/solo/src/main.js', ...call];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  let usage: Usage = { cpuSeconds: 0, peakRssMb: 0, rssMb: 0 };
  // The peak and the times grow only, so the last reading before the end is the process's whole cost but a moment.
  const watch = setInterval(() => (usage = lastUsage(child.pid!, usage)), 50);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(watch);
  if (code !== 0) throw new Error(`sandan clear ended with ${code}`);
  const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as { parcels: number; waiting: number };
  if (summary.parcels !== parcels || summary.waiting !== 0)
    throw new Error('the bench cleared another day than its own');
  const seconds = (performance.now() - started) / 1000;
  return {
    parcelsPerSecond: parcels / seconds,
    cpuSecondsPerMillion: (usage.cpuSeconds / parcels) * 1_000_000,
    peakRssMb: usage.peakRssMb,
  };
}

/** A process that has just ended keeps its last reading. */
function lastUsage(pid: number, before: Usage): Usage {
  try {
    const usage = usageOf(pid);
    return usage.peakRssMb > 0 ? usage : before;
  } catch {
    return before;
  }
}

async function writeCleanDay(file: string, parcels: number): Promise<void> {
  const target = createWriteStream(file);
  for (const record of generateDay({ parcels, seed: 42, curve: 'normal', clean: true })) {
    if (!target.write(`${JSON.stringify(record)}\n`)) await once(target, 'drain');
  }
  target.end();
  await finished(target);
}
