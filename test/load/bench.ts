import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../../deploy/engine';
import { repositoryRoot } from '../../deploy/stack';
import { type ContenderName, CONTENDERS, benchDistributed, type DistributedRun } from './bench-distributed';
import { benchEmbedded } from './bench-embedded';
import { parcelCosts } from './parcel-costs';
import { performancePage } from './performance-page';
import { profilesOf } from './cpu-profile';
import { profilePage } from './profile-page';

const USAGE = `npm run bench -- [--parcels 300000] [--embedded 300000] [--usual 3000] [--runs 3]
                 [--only engine,floor,usual,usualWide,embedded] [--profile FOLDER]
Measures this engine on Kafka and MongoDB, the raw floor, the usual way (as Nest comes, and with all its partitions at once),
and this engine embedded, one after the other on this machine, and writes docs/reference/performance.md and costs.json when
all were measured. --profile leaves CPU profiles of the engine's processes in a new folder, which slows them down, and
writes docs/reference/profile.md.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      parcels: { type: 'string', default: '300000' },
      embedded: { type: 'string', default: '300000' },
      usual: { type: 'string', default: '3000' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string', default: 'engine,floor,usual,usualWide,embedded' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(USAGE);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const root = repositoryRoot();
  const times = Number(values.runs);
  const chosen = values.only.split(',');
  const only = chosen.filter((name): name is ContenderName => name in CONTENDERS);
  const machine = describeMachine(root);
  const embedded = chosen.includes('embedded')
    ? await benchEmbedded(root, { parcels: Number(values.embedded), times, say })
    : undefined;
  const distributed: DistributedRun[] = [];
  const [parcels, usualParcels] = [Number(values.parcels), Number(values.usual)];
  const profile = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', values.profile];
  for (let run = 1; run <= times && only.length > 0; run++) {
    say(`run ${run} of ${times}`);
    distributed.push(await benchDistributed({ root, parcels, usualParcels, only, nodeOptions: profile, say }));
  }
  const page = performancePage({ machine, embedded, distributed });
  process.stdout.write(page);
  if (values.profile !== undefined) {
    writeFileSync(
      join(root, 'docs', 'reference', 'profile.md'),
      profilePage(machine, parcels, profilesOf(values.profile)),
    );
    say('written to docs/reference/profile.md');
  }
  const complete = only.length === Object.keys(CONTENDERS).length;
  if (!embedded || !complete || profile.length > 0) return;
  const reference = join(root, 'docs', 'reference');
  writeFileSync(join(reference, 'performance.md'), page);
  writeFileSync(join(reference, 'costs.json'), `${JSON.stringify(parcelCosts(machine, distributed), null, 2)}\n`);
  say('written to docs/reference/performance.md and costs.json');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
