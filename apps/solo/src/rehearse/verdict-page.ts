import { lineChart } from './line-chart';
import type { Rehearsal, Second } from './rehearsal';
import { PAGE_STYLE } from './page-style';

/** What a rehearsal found, as one HTML file that needs nothing else. */
export function verdictPage(found: Rehearsal): string {
  const passed = found.lost === 0 && found.doubled === 0;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>sandan 三单 rehearsal</title><style>${PAGE_STYLE}</style></head>
<body><main>
<header><p>sandan 三单 · rehearsal of a ${found.curve} day</p>
<h1 class="${passed ? 'good' : 'bad'}">${passed ? 'Nothing lost, nothing doubled' : 'Parcels were lost or doubled'}</h1>
<p>${count(found.parcels)} parcels, ${count(found.documents)} documents, ${found.pace}; the engine ${found.stack === 'kafka' ? 'on Kafka and MongoDB' : 'embedded'}.</p></header>
<section class="figures">${figures(found).map(figure).join('')}</section>
${charts(found.course).join('\n')}
<div class="tables">${processTable(found)}${outcomeTable(found)}</div>
<footer>Latency counts from the moment the last document of a parcel was ${found.openModel ? 'due, whether or not the generator kept up' : 'handed in'}, to the moment its clearance was seen by a reader.${warmUpNote(found)} Lost: meant to be decided and not. Doubled: a decision told twice, or of an unknown parcel.</footer>
</main></body></html>
`;
}

/** What is left out of a figure is said where the figure is. */
function warmUpNote({ warmUp }: Rehearsal): string {
  if (!warmUp) return '';
  const { p50, p99, p999 } = warmUp.latencyMs;
  return ` Its percentiles leave out the first ${warmUp.seconds} s, while the processes started just before still compile their code: there p50 was ${ms(p50)}, p99 ${ms(p99)}, p99.9 ${ms(p999)}; the charts and every other figure have them.`;
}

function figures(found: Rehearsal): [name: string, value: string, note: string][] {
  const { latencyMs: latency } = found;
  return [
    ['sustained', count(found.parcelsPerSecond), `parcels/s over ${found.seconds.toFixed(1)} s`],
    ['best second', count(found.bestSecond), `worst ${count(found.worstSecond)}`],
    [
      'p99',
      ms(latency.p99),
      `p50 ${ms(latency.p50)}, p99.9 ${ms(latency.p999)}${found.warmUp ? `, after ${found.warmUp.seconds} s` : ''}`,
    ],
    ['core time', count(totalCoreSeconds(found)), 'core-seconds a million parcels'],
    ['peak memory', `${count(found.peakRssMb)} MB`, 'of the largest process'],
    ['stored', count(found.storedBytesPerParcel), 'bytes a parcel'],
    ['lost', count(found.lost), `of ${count(found.expected)} meant to be decided`],
    ['doubled', count(found.doubled), `of ${count(found.decided)} decided`],
  ];
}

function figure([name, value, note]: [string, string, string]): string {
  return `<div><dt>${name}</dt><dd>${value}</dd><small>${note}</small></div>`;
}

function charts(course: readonly Second[]): string[] {
  const names = Object.keys(course[0]?.rssMb ?? {});
  return [
    lineChart({
      title: 'Decided',
      unit: 'parcels/s',
      series: [{ name: 'parcels', values: course.map(({ parcels }) => parcels) }],
    }),
    lineChart({
      title: 'Last document to clearance',
      unit: 'ms',
      series: [
        { name: 'p50', values: course.map(({ p50Ms }) => p50Ms) },
        { name: 'p99', values: course.map(({ p99Ms }) => p99Ms) },
      ],
    }),
    lineChart({
      title: 'Lag',
      unit: 'records',
      series: [{ name: 'lag', values: course.map(({ lagRecords }) => lagRecords) }],
    }),
    lineChart({
      title: 'Resident memory',
      unit: 'MB',
      series: names.map((name) => ({ name, values: course.map(({ rssMb }) => rssMb[name]) })),
    }),
  ];
}

function processTable({ processes }: Rehearsal): string {
  const rows = Object.entries(processes).map(
    ([name, { coreSecondsPerMillionParcels, peakRssMb }]) =>
      `<tr><th>${name}</th><td>${count(coreSecondsPerMillionParcels)}</td><td>${count(peakRssMb)}</td></tr>`,
  );
  return `<table><thead><tr><th>process</th><th>core-s a million</th><th>peak MB</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function outcomeTable({ outcomes, decided }: Rehearsal): string {
  const rows = Object.entries(outcomes).map(
    ([name, n]) =>
      `<tr><th>${name}</th><td>${count(n)}</td><td>${((n / Math.max(1, decided)) * 100).toFixed(2)} %</td></tr>`,
  );
  return `<table><thead><tr><th>outcome</th><th>parcels</th><th>share</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function totalCoreSeconds({ processes }: Rehearsal): number {
  return Object.values(processes).reduce((sum, { coreSecondsPerMillionParcels: seconds }) => sum + seconds, 0);
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function ms(value: number): string {
  return Number.isNaN(value) ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
