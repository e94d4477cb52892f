import { cell, type Machine, machineLines, median, table } from '../../deploy/engine';
import { type ContenderRun, coreSeconds } from './contender';

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
  const base = rows[0]!.runs;
  const cells = (runs: readonly ContenderRun[], of: (run: ContenderRun) => number): string[] => {
    const rate = median(runs.map(of));
    const part = Math.round((rate / median(base.map(of))) * 100);
    return [cell(rate), `${part} %`, runs.map((run) => cell(of(run))).join('; ')];
  };
  return [
    ...table(
      [first, 'parcels/s', 'of the first row', 'all runs', 'steady', 'of the first row', 'all runs'],
      rows.map(({ what, runs }) => [
        what,
        ...cells(runs, (run) => run.parcelsPerSecond),
        ...cells(runs, (run) => run.steadyParcelsPerSecond),
      ]),
    ),
    'Core-seconds a million parcels, start-up included, and the memory of the largest process of the kind:',
    '',
    ...table([first, ...PROCESSES, 'all'], rows.map(costsOf)),
  ];
}

function costsOf({ what, runs }: Row): string[] {
  const cells = PROCESSES.map((name) => {
    const figures = runs.flatMap(({ processes }) => processes[name] ?? []);
    const seconds = cell(median(figures.map((each) => each.cpuSecondsPerMillionParcels)));
    return `${seconds}, ${cell(Math.max(...figures.map((each) => each.peakRssMb)))} MB`;
  });
  return [what, ...cells, cell(median(runs.map(coreSeconds)))];
}
