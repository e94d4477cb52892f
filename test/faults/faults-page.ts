import { type Machine, machineLines } from '../../deploy/engine';
import { type FaultFigures, spread } from './fault-report';

export interface FaultsPage {
  rows: readonly FaultFigures[];
  /** Files whose faults were not run. */
  missing?: readonly string[];
  machine: Machine;
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
    'Full service: every lane of every stage is worked again and, after an outage, clearances come. For a server that was',
    'away it is counted from its return. Nothing is started by hand; a supervisor starts again what has ended.',
    '',
    ...machineLines(machine),
    ...(missing.length === 0 ? [] : [`Not run on this machine yet: ${missing.join(', ')}.`, '']),
    '| fault | how | parcels | lost | doubled | different | stuck | full service after | parcels/s meanwhile |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |',
    ...rows.map(row),
    '',
  ].join('\n');
}

function row({
  fault,
  how,
  parcels,
  lost,
  doubled,
  different,
  stuck,
  recoveries,
  parcelsPerSecond,
}: FaultFigures): string {
  const cells = [fault, how, parcels, lost, doubled, different, stuck, spread(recoveries), rate(parcelsPerSecond)];
  return `| ${cells.join(' | ')} |`;
}

function rate(parcelsPerSecond: number | undefined): string {
  return parcelsPerSecond === undefined ? '–' : parcelsPerSecond.toFixed(0);
}
