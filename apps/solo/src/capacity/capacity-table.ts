import { cell, table } from '../../../../deploy/engine';
import { type Capacity, type ParcelCosts, UTILISATION } from './capacity';

/** Days in a row, one line each. */
export function capacityTable(days: readonly Capacity[]): string[] {
  const head = [
    'parcels a day',
    'busiest second',
    'cores',
    ...Object.keys(days[0]?.cores ?? {}),
    'partitions',
    'stored GB a day',
    'Kafka GB',
    'network Mbit/s',
  ];
  const rows = days.map((day) => [
    cell(day.parcelsPerDay),
    cell(day.peakParcelsPerSecond),
    cell(day.totalCores),
    ...Object.values(day.cores).map((cores) => cores.toFixed(1)),
    cell(day.partitions),
    day.storedGbPerDay.toFixed(1),
    day.kafkaGb.toFixed(1),
    cell(day.networkMbitPerSecond),
  ]);
  return table(head, rows);
}

/** docs/reference/capacity.md; written by the command, never by hand. */
export function capacityPage(
  days: readonly Capacity[],
  costs: ParcelCosts,
  peakShare: number,
  kafkaDays: number,
): string {
  return [
    '# Capacity',
    '',
    'Written by `sandan capacity --write`; `sandan capacity --parcels N` reckons for another day.',
    '',
    ...capacityTable(days),
    '## The formula',
    '',
    `* busiest second = parcels a day × ${peakShare.toPrecision(3)}, the busiest second of the sample's peak day (a sale that opens at midnight); \`--peak-second\` takes another`,
    `* cores of a process = busiest second × core time a parcel ÷ ${UTILISATION}; the column "cores" is the sum, rounded up`,
    '* partitions = 3 for each core of the busiest app, at least 6, in sixes; never fewer than processes of one app',
    `* stored = parcels × ${cell(costs.storedBytes)} bytes; nothing is ever deleted by the engine itself`,
    "* MongoDB's cache: 0.5 GB is enough for a new store, 2 GB for 5,000,000 parcels stored (`growth.md`)",
    `* Kafka = parcels × ${cell(costs.kafkaBytes)} bytes × ${kafkaDays} days, times the replication factor`,
    `* network = busiest second × (2 × ${cell(costs.kafkaBytes)} + ${cell(costs.storeNetworkBytes)}) bytes × 8, without replication`,
    '',
    '## Measured cost of a parcel',
    '',
    ...table(
      ['process', 'core time, µs'],
      Object.entries(costs.coreMicroseconds).map(([name, micros]) => [name, cell(micros)]),
    ),
    `${costs.measured}. Three documents a parcel and an inventory for one in five; a slower core costs more.`,
    '',
  ].join('\n');
}
