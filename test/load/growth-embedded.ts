import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { folderBytes } from '../../apps/solo/src/rehearse/folder-bytes';
import { describeMachine } from '../../deploy/engine';
import { repositoryRoot } from '../../deploy/stack';
import { generateDay } from '../../seeds/day';
import { type ContenderRun, measure } from './contender';
import { FedPort } from './fed-port';
import { fillFolder } from './fill-folder';
import { type EmbeddedGrowth, embeddedGrowthPage } from './growth-page';

const USAGE = `npm run growth:embedded -- [--parcels 300000] [--stored 5000000] [--runs 3]
Measures \`sandan run\` with an empty data folder and with one that holds so many parcels already (about 12 KB of disk
each), in turns; writes docs/reference/growth-embedded.md with the medians.
`;

const FIRST_DAY = Date.UTC(2026, 10, 11);
const DAY_MS = 86_400_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      parcels: { type: 'string', default: '300000' },
      stored: { type: 'string', default: '5000000' },
      runs: { type: 'string', default: '3' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(USAGE);
  const [parcels, stored, runs] = [values.parcels, values.stored, values.runs].map(Number) as [number, number, number];
  const machine = describeMachine(repositoryRoot());
  const growth: EmbeddedGrowth = { parcels, stored, storedBytes: 0, empty: [], full: [] };
  await inNewFolder(async (folder) => {
    await measured(folder, parcels, 0);
    await fillFolder(folder, parcels, stored, say);
    growth.storedBytes = folderBytes(folder);
    for (let run = 1; run <= runs; run++) {
      const keep = (what: string, into: ContenderRun[], result: ContenderRun): void => {
        into.push(result);
        say(`run ${run}, ${what}: ${Math.round(result.parcelsPerSecond)} parcels/s`);
      };
      keep('empty', growth.empty, await inNewFolder((empty) => measured(empty, parcels, run)));
      keep('with parcels stored', growth.full, await measured(folder, parcels, run));
    }
  });
  const page = embeddedGrowthPage(machine, growth);
  writeFileSync(join(repositoryRoot(), 'docs', 'reference', 'growth-embedded.md'), page);
  process.stdout.write(page);
}

async function inNewFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const cache = join(repositoryRoot(), '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'growth-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A day of its own for each run over a folder; each parcel is told once. */
async function measured(folder: string, parcels: number, run: number): Promise<ContenderRun> {
  const day = new Date(FIRST_DAY + run * DAY_MS).toISOString().slice(0, 10);
  const records = generateDay({ parcels, seed: run + 1, day, curve: 'flat', clean: true });
  const port = new FedPort(repositoryRoot(), folder, records);
  const result = await measure(port, {}, parcels, say);
  if (port.clearancesAtEnd !== parcels) throw new Error(`${port.clearancesAtEnd} clearances of ${parcels} parcels`);
  return result;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
