import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../../deploy/stack';
import { benchEmbedded } from './bench-embedded';
import { benchDistributed } from './bench-kafka';
import { describeMachine } from '../../deploy/engine';
import { performancePage } from './performance-page';

/** `npm run bench`: measures, prints, and writes docs/reference/performance.md. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      parcels: { type: 'string', default: '100000' },
      distributed: { type: 'string', default: '50000' },
      times: { type: 'string', default: '3' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write('npm run bench -- [--parcels 100000] [--distributed 50000] [--times 3]\n');
    return;
  }
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const root = repositoryRoot();
  const times = Number(values.times);
  const machine = describeMachine(root);
  const embedded = await benchEmbedded(root, { parcels: Number(values.parcels), times, say });
  const distributed = [];
  for (let run = 1; run <= times; run++) {
    distributed.push(await benchDistributed({ parcels: Number(values.distributed), onProgress: say }));
    say(`Kafka and MongoDB, run ${run}: ${Math.round(distributed.at(-1)!.parcelsPerSecond)} parcels/s`);
  }
  const page = performancePage(machine, embedded, distributed);
  writeFileSync(join(root, 'docs', 'reference', 'performance.md'), page);
  process.stdout.write(page);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
