import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, type Machine } from '../../deploy/engine';
import { repositoryRoot } from '../../deploy/stack';
import { type ContenderName, CONTENDERS, benchDistributed, type DistributedRun } from './bench-distributed';
import { benchEmbedded } from './bench-embedded';
import { parcelCosts } from './parcel-costs';
import { performancePage } from './performance-page';
import { profilesOf } from './cpu-profile';
import { flameGraph } from './flame-graph';
import { FLAMES_FOLDER, type ProfiledParcels, profilePage } from './profile-page';

const USAGE = `npm run bench -- [--parcels 300000] [--embedded 300000] [--usual 3000] [--runs 3]
                 [--only engine,floor,usual,usualWide,embedded] [--profile FOLDER]
Measures this engine on Kafka and MongoDB, the raw floor, the usual way (as Nest comes, and with all its partitions at once),
and this engine embedded, one after the other on this machine, and writes docs/reference/performance.md and costs.json when
all were measured. --profile leaves CPU profiles of the engine's processes and threads in a new folder, which slows them
down, and writes docs/reference/profile.md with a flame graph of each.
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
  const nodeOptions = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', resolve(values.profile)];
  const embeddedParcels = Number(values.embedded);
  const embedded = chosen.includes('embedded')
    ? await benchEmbedded(root, { parcels: embeddedParcels, times, nodeOptions, say })
    : undefined;
  const distributed: DistributedRun[] = [];
  const [parcels, usualParcels] = [Number(values.parcels), Number(values.usual)];
  for (let run = 1; run <= times && only.length > 0; run++) {
    say(`run ${run} of ${times}`);
    distributed.push(await benchDistributed({ root, parcels, usualParcels, only, nodeOptions, say }));
  }
  const page = performancePage({ machine, embedded, distributed });
  process.stdout.write(page);
  if (values.profile !== undefined) {
    const measured = { distributed: parcels, embedded: embeddedParcels };
    const folder = writeProfiles(values.profile, { root, machine, parcels: measured });
    return say(`written to ${folder}/profile.md, flame graphs beside it`);
  }
  const complete = only.length === Object.keys(CONTENDERS).length;
  if (!embedded || !complete) return;
  const reference = join(root, 'docs', 'reference');
  writeFileSync(join(reference, 'performance.md'), page);
  writeFileSync(join(reference, 'costs.json'), `${JSON.stringify(parcelCosts(machine, distributed), null, 2)}\n`);
  say('written to docs/reference/performance.md and costs.json');
}

function writeProfiles(
  profiles: string,
  { root, machine, parcels }: { root: string; machine: Machine; parcels: ProfiledParcels },
): string {
  const folder = join(root, 'docs', 'reference');
  const threads = profilesOf(profiles);
  const summaries = threads.map(({ summary }) => summary);
  writeFileSync(join(folder, 'profile.md'), profilePage(machine, parcels, summaries));
  mkdirSync(join(folder, FLAMES_FOLDER), { recursive: true });
  for (const { summary, profile } of threads) {
    const path = join(folder, FLAMES_FOLDER, `${summary.thread}.svg`);
    writeFileSync(path, flameGraph(`${summary.thread}, by wall time`, profile));
  }
  return folder;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
