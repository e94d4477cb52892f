import { cell, type Machine, machineLines, table } from '../../deploy/engine';
import type { ProfileSummary } from './cpu-profile';

const ROOMS_MAX = 12;
const FUNCTIONS_MAX = 25;

/** docs/reference/profile.md; written by `npm run bench -- --profile FOLDER`. */
export function profilePage(machine: Machine, parcels: number, profiles: readonly ProfileSummary[]): string {
  return [
    '# Profile',
    '',
    `Written by \`npm run bench -- --only engine --profile FOLDER\`: where the processes of the engine on Kafka and MongoDB spend ` +
      `their time over ${cell(parcels)} clean parcels that wait in Kafka. Samples of V8, by wall time: on a machine that does ` +
      'other things too, system calls look longer than they are.',
    '',
    ...machineLines(machine),
    ...profiles.flatMap(profilePart),
  ].join('\n');
}

function profilePart({ app, seconds, idle, rooms, functions }: ProfileSummary): string[] {
  const rows = (shares: readonly [string, number][], most: number): string[][] =>
    shares.slice(0, most).map(([name, share]) => [`\`${name}\``, percent(share)]);
  return [
    `## ${app}: ${seconds.toFixed(0)} s, ${percent(idle)} of them idle`,
    '',
    ...table(['of the busy time, by library', 'share'], rows(rooms, ROOMS_MAX)),
    ...table(['of the busy time, by function itself', 'share'], rows(functions, FUNCTIONS_MAX)),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
