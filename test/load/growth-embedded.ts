import { writeFileSync } from 'node:fs';
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
import { dayOfRun, GROWTH_OPTIONS, keep, say } from './growth-runs';
import { inNewFolder } from './new-folder';

const USAGE = `npm run growth:embedded -- [--parcels 300000] [--stored 5000000] [--runs 3]
Measures \`sandan run\` with an empty data folder and with one that holds so many parcels already (about 12 KB of disk
each), in turns; writes docs/reference/growth-embedded.md with the medians.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: GROWTH_OPTIONS });
  if (values.help) return void process.stdout.write(USAGE);
  const [parcels, stored, runs] = [values.parcels, values.stored, values.runs].map(Number) as [number, number, number];
  const root = repositoryRoot();
  const machine = describeMachine(root);
  const growth: EmbeddedGrowth = { parcels, stored, storedBytes: 0, empty: [], full: [] };
  await inNewFolder(root, 'growth-', async (folder) => {
    await measured(folder, parcels, 0);
    await fillFolder(folder, parcels, stored, say);
    growth.storedBytes = folderBytes(folder);
    for (let run = 1; run <= runs; run++) {
      keep(run, 'empty', growth.empty, await inNewFolder(root, 'growth-', (empty) => measured(empty, parcels, run)));
      keep(run, 'with parcels stored', growth.full, await measured(folder, parcels, run));
    }
  });
  const page = embeddedGrowthPage(machine, growth);
  writeFileSync(join(root, 'docs', 'reference', 'growth-embedded.md'), page);
  process.stdout.write(page);
}

/** A day of its own for each run over a folder; each parcel is told once. */
async function measured(folder: string, parcels: number, run: number): Promise<ContenderRun> {
  const records = generateDay({ parcels, seed: run + 1, day: dayOfRun(run), curve: 'flat', clean: true });
  const port = new FedPort(repositoryRoot(), folder, records);
  const result = await measure(port, {}, parcels, say);
  if (port.clearancesAtEnd !== parcels) throw new Error(`${port.clearancesAtEnd} clearances of ${parcels} parcels`);
  return result;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
