import { cell, type Machine, machineLines, median, table } from '../../deploy/engine';
import type { ContenderRun } from './contender';

/** Runs in turns, as many of each kind. */
export interface Growth {
  /** Of each run. */
  parcels: number;
  /** Parcels in the store before the runs of `full`. */
  stored: number;
  /** One process of each app, on an empty store. */
  one: ContenderRun[];
  /** One process of each app, with parcels stored. */
  full: ContenderRun[];
  /** So many processes of each app, on an empty store. */
  several: Map<number, ContenderRun[]>;
}

interface Row {
  what: string;
  runs: readonly ContenderRun[];
}

const PROCESSES = ['parcel', 'ledger', 'release', 'mongod', 'kafka'] as const;

/** The page of growth; written by its command, never by hand. */
export function growthPage(machine: Machine, { parcels, stored, one, full, several }: Growth): string {
  const ofEachApp = [...several].map(([each, runs]) => ({ what: `${each} of each app`, runs }));
  return [
    '# Growth',
    '',
    `Written by \`npm run growth\`. Each row: ${cell(parcels)} clean parcels that wait in Kafka, worked to the last published ` +
      `clearance, one clearance each; everything on one machine. Medians of ${one.length} runs, the rows in turns. Steady: between ` +
      'the first and the last tenth of the parcels. Before it each process compiles its code, for some seconds of a core: with ' +
      'more processes that is a larger part of a short run.',
    '',
    ...machineLines(machine),
    '## With parcels already stored',
    '',
    ...rowsTables('parcels stored before', [
      { what: '0', runs: one },
      { what: cell(stored), runs: full },
    ]),
    'The stored parcels are copies of the states and journals of such a run under other keys; each run adds its own.',
    '',
    '## With several processes',
    '',
    ...rowsTables('processes', [{ what: '1 of each app', runs: one }, ...ofEachApp]),
  ].join('\n');
}

/** Rates against those of the first row, then what each process cost. */
function rowsTables(first: string, rows: readonly Row[]): string[] {
  const rate = (runs: readonly ContenderRun[]): number => median(runs.map((run) => run.parcelsPerSecond));
  const steady = (runs: readonly ContenderRun[]): number => median(runs.map((run) => run.steadyParcelsPerSecond));
  const base = rows[0]!.runs;
  const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100)} %`;
  return [
    ...table(
      [first, 'parcels/s', 'of the first row', 'all runs', 'steady', 'of the first row', 'all runs'],
      rows.map(({ what, runs }) => [
        what,
        cell(rate(runs)),
        percent(rate(runs), rate(base)),
        runs.map((run) => cell(run.parcelsPerSecond)).join('; '),
        cell(steady(runs)),
        percent(steady(runs), steady(base)),
        runs.map((run) => cell(run.steadyParcelsPerSecond)).join('; '),
      ]),
    ),
    'Core-seconds a million parcels, start-up included, and the memory of the largest process of the kind:',
    '',
    ...table([first, ...PROCESSES, 'all'], rows.map(costsOf)),
  ];
}

function costsOf({ what, runs }: Row): string[] {
  const costs = (run: ContenderRun, names: readonly (typeof PROCESSES)[number][]): number =>
    names.reduce((sum, name) => sum + (run.processes[name]?.cpuSecondsPerMillionParcels ?? 0), 0);
  const cells = PROCESSES.map((name) => {
    const seconds = cell(median(runs.map((run) => costs(run, [name]))));
    const peakMb = Math.max(...runs.map((run) => run.processes[name]?.peakRssMb ?? 0));
    return `${seconds}, ${cell(peakMb)} MB`;
  });
  return [what, ...cells, cell(median(runs.map((run) => costs(run, PROCESSES))))];
}
