import { join } from 'node:path';
import { Command } from 'commander';
import { repositoryRoot } from '../../../../deploy/stack/repository-root';
import { wholeNumber } from '../cli/options';
import { softwareVersion } from '../cli/software-version';

interface Options {
  parcels: number;
  seed: number;
  port?: number;
  once?: true;
}

export function startCommand(): Command {
  return new Command('start')
    .summary('play a sample day and show it (npm start)')
    .description('Plays a generated day over the sample reference data, prints its table and serves the page.')
    .option('--parcels <n>', 'how many parcels', wholeNumber, 20_000)
    .option('--seed <n>', 'same seed, same day', wholeNumber, 42)
    .option('--port <port>', 'port of the page (default 8080)', wholeNumber)
    .option('--once', 'end after the table')
    .action(async ({ parcels, seed, port, once }: Options) => {
      const { playDay } = await import('../start/play-day.js');
      await playDay({
        reference: join(repositoryRoot(), 'seeds', 'reference'),
        folder: join(repositoryRoot(), '.data', 'start'),
        parcels,
        seed,
        version: softwareVersion(),
        ...(port !== undefined && { port }),
        ...(once && { once }),
      });
    });
}
