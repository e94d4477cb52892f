import type { Latencies, Rehearsal } from './rehearsal';

/** One screen of a rehearsal. */
export function rehearsalSummary(found: Rehearsal, page: string): string {
  const rows: [string, string][] = [
    ['parcels', `${count(found.parcels)} (${count(found.documents)} documents), ${found.curve} day, ${found.pace}`],
    ['engine', found.stack === 'kafka' ? 'on Kafka and MongoDB' : 'embedded'],
    ['sustained', `${count(found.parcelsPerSecond)} parcels/s over ${found.seconds.toFixed(1)} s`],
    ['best, worst second', `${count(found.bestSecond)}, ${count(found.worstSecond)} parcels`],
    ['last document to clearance', percentiles(found.latencyMs)],
    ...(found.warmUp
      ? [[`in ${found.warmUp.seconds} s of warm-up, apart`, percentiles(found.warmUp.latencyMs)] as [string, string]]
      : []),
    ['', found.openModel ? 'from the moment a document was due' : 'from the moment a document was handed in'],
    ...Object.entries(found.processes).map(([name, { coreSecondsPerMillionParcels, peakRssMb }]): [string, string] => [
      name,
      `${count(coreSecondsPerMillionParcels)} core-seconds a million parcels, peak ${count(peakRssMb)} MB`,
    ]),
    ['stored', `${count(found.storedBytesPerParcel)} bytes a parcel`],
    [
      'outcomes',
      Object.entries(found.outcomes)
        .map(([outcome, n]) => `${outcome} ${count(n)}`)
        .join('  '),
    ],
    ['decided', `${count(found.decided)} parcels; ${count(found.expected)} were meant to be`],
    ['lost, doubled', `${count(found.lost)}, ${count(found.doubled)}`],
    ['page', page],
  ];
  return `${rows.map(([name, value]) => `${name.padEnd(28)}${value}`).join('\n')}\n`;
}

function percentiles({ p50, p99, p999 }: Latencies): string {
  return `p50 ${ms(p50)}  p99 ${ms(p99)}  p99.9 ${ms(p999)}`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function ms(value: number): string {
  return Number.isNaN(value) ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
