import { Command } from 'commander';
import { wholeNumber, wholeNumberIn } from '../cli/options';
import { softwareVersion } from '../cli/software-version';

interface Options {
  data: string;
  reference: string;
  port: number;
  host: string;
  poisonPercent: number;
}

export function runCommand(): Command {
  return new Command('run')
    .summary('all stages in one process on the embedded store, serving')
    .description('Takes records at POST /v1/records, clears them and serves the page, the metrics and the probes.')
    .requiredOption('--data <folder>', 'data folder (made when missing; kept over restarts)')
    .requiredOption('--reference <folder>', 'reference data: enterprises.json, books.json, hs-rates.csv, settings.json')
    .option('--port <port>', 'port of the page and the intake', wholeNumber, 8080)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option(
      '--poison-percent <n>',
      'stop when more of the last 1,000 records are unreadable, 1 to 100; 100 = never',
      wholeNumberIn(1, 100),
      20,
    )
    .addHelpText('after', '\nExample:\n  sandan run --data .data/port --reference seeds/reference\n')
    .action(async ({ data, reference, port, host, poisonPercent }: Options) => {
      const { runServer } = await import('../run/run-server.js');
      const server = await runServer({
        ...{ folder: data, reference, port, host, poisonPercentMax: poisonPercent },
        version: softwareVersion(),
      });
      process.stderr.write(`${server.url}  (Ctrl+C ends)\n`);
      await server.closed;
    });
}
