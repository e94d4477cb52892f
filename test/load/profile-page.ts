import { cell, type Machine, machineLines, table } from '../../deploy/engine';
import type { ProfileSummary } from './cpu-profile';

const ROOMS_MAX = 12;
const FUNCTIONS_MAX = 25;

/** Folder of the flame graphs, beside the page. */
export const FLAMES_FOLDER = 'flames';

export interface ProfiledParcels {
  /** That wait in Kafka for the engine on Kafka and MongoDB. */
  distributed: number;
  /** In the file of `sandan clear`. */
  embedded: number;
}

/** docs/reference/profile.md; written by `npm run bench -- --profile FOLDER`. */
export function profilePage(machine: Machine, parcels: ProfiledParcels, profiles: readonly ProfileSummary[]): string {
  const isProfiled = (name: string): boolean => profiles.some(({ thread }) => thread === name);
  const places = [
    isProfiled('parcel') &&
      `the processes of the engine on Kafka and MongoDB over ${cell(parcels.distributed)} clean parcels that wait in Kafka ` +
        '(parcel, ledger, release)',
    isProfiled('clear-main') &&
      `the threads of \`sandan clear\` over a file of ${cell(parcels.embedded)} clean parcels (clear-decider: the busier of ` +
        'the two that decide; clear-main: ledgers, journal and output files)',
  ].filter((place) => place !== false);
  return [
    '# Profile',
    '',
    `Written by \`npm run bench -- --only engine,embedded --runs 1 --profile FOLDER\`: where the time goes in ` +
      `${places.join(', and in ')}. Samples of V8, by wall time: while more threads want to run than there are cores, each ` +
      'looks longer than it is, and system calls most of all.',
    '',
    ...machineLines(machine),
    ...profiles.flatMap(profilePart),
  ].join('\n');
}

function profilePart({ thread, seconds, idle, rooms, functions }: ProfileSummary): string[] {
  const rows = (shares: readonly [string, number][], most: number): string[][] =>
    shares.slice(0, most).map(([name, share]) => [`\`${name.replaceAll('|', '\\|')}\``, percent(share)]);
  return [
    `## ${thread}: ${seconds.toFixed(0)} s, ${percent(idle)} of them idle`,
    '',
    `[![Flame graph of ${thread}](${FLAMES_FOLDER}/${thread}.svg)](${FLAMES_FOLDER}/${thread}.svg)`,
    '',
    ...table(['of the busy time, by library', 'share'], rows(rooms, ROOMS_MAX)),
    ...table(['of the busy time, by function itself', 'share'], rows(functions, FUNCTIONS_MAX)),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
