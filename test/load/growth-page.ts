import { cell, type Machine, machineLines, median, table } from '../../deploy/engine';
import { type ContenderRun, coreSeconds } from './contender';

/** Runs in turns, as many of each kind. */
export interface Growth {
  /** Of each run. */
  parcels: number;
  /** Parcels in the store before the runs of `full`, and their bytes on disk. */
  stored: number;
  storedBytes: number;
  /** Cache of each MongoDB. */
  mongoCacheGb: number;
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

/** Runs in turns of an embedded port, as many of each kind. */
export interface EmbeddedGrowth {
  /** Of each run. */
  parcels: number;
  /** Parcels in the folder before the runs of `full`. */
  stored: number;
  /** Bytes of the data folder then. */
  storedBytes: number;
  /** In a folder that was empty before each run. */
  empty: ContenderRun[];
  /** With parcels stored. */
  full: ContenderRun[];
}

/** The page of growth; written by its command, never by hand. */
export function growthPage(machine: Machine, growth: Growth): string {
  const { parcels, stored, storedBytes, mongoCacheGb, one, full, several } = growth;
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
    'The stored parcels are copies of the states and journals of such a run under other keys, with their indexes ' +
      `${gib(storedBytes)} on disk; each run adds its own. MongoDB has ${mongoCacheGb} GB of cache in every row. Kafka and ` +
      'MongoDB go on between the runs of that row; those of an empty store are started for each run and have their code to ' +
      'compile as well.',
    '',
    '## With several processes',
    '',
    ...rowsTables('processes', [{ what: '1 of each app', runs: one }, ...ofEachApp]),
  ].join('\n');
}

/** The page of growth of the embedded port; written by its command, never by hand. */
export function embeddedGrowthPage(machine: Machine, growth: EmbeddedGrowth): string {
  const { parcels, stored, storedBytes, empty, full } = growth;
  return [
    '# Growth of the embedded port',
    '',
    `Written by \`npm run growth:embedded\`. Each row: \`sandan run\` takes the documents of ${cell(parcels)} clean parcels over ` +
      `HTTP, as fast as it decides them; every write is durable. Medians of ${empty.length} runs, the rows in turns. Steady: ` +
      'between the first and the last tenth of the parcels. The sender, on the same machine, is not counted.',
    '',
    ...machineLines(machine),
    ...rowsTables('parcels stored before', [
      { what: '0', runs: empty },
      { what: cell(stored), runs: full },
    ]),
    `The stored parcels are copies of what such a run left: states under other keys, its journal under other lanes, its topics ` +
      `under other names, ${gib(storedBytes)} in one LMDB file; each run adds its own. Resident memory counts ` +
      'the pages of that file that were looked at, which belong to the page cache of the system.',
    '',
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
    ...table([first, ...Object.keys(base[0]!.processes), 'all'], rows.map(costsOf)),
  ];
}

function gib(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

function costsOf({ what, runs }: Row): string[] {
  const cells = Object.keys(runs[0]!.processes).map((name) => {
    const figures = runs.flatMap(({ processes }) => processes[name] ?? []);
    const seconds = cell(median(figures.map((each) => each.cpuSecondsPerMillionParcels)));
    return `${seconds}, ${cell(Math.max(...figures.map((each) => each.peakRssMb)))} MB`;
  });
  return [what, ...cells, cell(median(runs.map(coreSeconds)))];
}
