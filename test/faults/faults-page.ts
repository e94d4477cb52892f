import { type Machine, machineLines } from '../../deploy/engine';
import { type FaultFigures, spread } from './fault-report';

/** A row of the page, as it is kept beside it: runs of other files leave it as it is. */
export interface KeptRow extends Omit<FaultFigures, 'recoveries' | 'parcelsPerSecond'> {
  /** Which file runs it. */
  file: string;
  /** Median and worst, in words. */
  fullService: string;
  perSecond: string;
  /** Day and commit. */
  measured: string;
}

export interface FaultsPage {
  rows: readonly KeptRow[];
  /** Files whose faults were not run. */
  missing?: readonly string[];
  /** Of the last run. */
  machine: Machine;
}

export function keptRow(
  figures: FaultFigures,
  file: string,
  { date, commit }: Pick<Machine, 'date' | 'commit'>,
): KeptRow {
  const { recoveries, parcelsPerSecond, ...rest } = figures;
  return {
    file,
    ...rest,
    fullService: spread(recoveries),
    perSecond: parcelsPerSecond === undefined ? '–' : parcelsPerSecond.toFixed(0),
    measured: `${date} ${commit}`,
  };
}

/** The page of faults (docs/reference/faults.md). */
export function faultsPage({ rows, machine, missing = [] }: FaultsPage): string {
  return [
    '# Faults',
    '',
    'Written by `npm run faults`. Each row is a run on a real Kafka and a real MongoDB, all on one machine, with the',
    'processes parcel, ledger and release, which get a generated day while the fault happens. Afterwards every output is',
    'compared with an undisturbed run of the same records in one process: what is missing (lost), what came under another',
    'id (doubled; the same id with the same bytes may come again), what says something else (different; ledgers of quota',
    'and stock and shared numbers are counted in too), and which parcels wait for an answer that never came (stuck).',
    'A dead letter that the undisturbed run does not have counts as doubled.',
    '',
    'A sender that does not know what became of a batch when the broker goes sends it again. The engine answers each record',
    'that came before; the row says how many such answers there were, never more than records that came again. They are not',
    'counted as doubled.',
    '',
    'Full service: every lane of every stage is worked again and, after an outage, clearances come. For a server that was',
    'away it is counted from its return. Nothing is started by hand; a supervisor starts again what has ended.',
    '',
    'Each row names the day and the commit of its run; of the last of them:',
    '',
    ...machineLines(machine),
    ...(missing.length === 0 ? [] : [`Not run on this machine yet: ${missing.join(', ')}.`, '']),
    `| ${HEAD.join(' | ')} |`,
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |',
    ...rows.map(line),
    '',
  ].join('\n');
}

const HEAD = [
  'fault',
  'how',
  'parcels',
  'lost',
  'doubled',
  'different',
  'stuck',
  'full service after',
  'parcels/s meanwhile',
  'measured',
];

function line(row: KeptRow): string {
  const { fault, how, parcels, lost, doubled, different, stuck, fullService, perSecond, measured } = row;
  return `| ${[fault, how, parcels, lost, doubled, different, stuck, fullService, perSecond, measured].join(' | ')} |`;
}
