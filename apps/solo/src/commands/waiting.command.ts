import { Command } from 'commander';
import { isoMoment, wholeNumber } from '../cli/options';
import { ProgressLine } from '../cli/progress-line';
import { ruleSetsOf } from '../evidence/kept-reference';
import { type EvidenceOptions, openEvidence, withEvidence } from '../evidence/open-evidence';
import { textTable } from '../start/text-table';
import { beijingTime } from '../run/words';
import {
  MATTER_WORDS,
  WAITING_HOURS,
  type WaitingHours,
  type WaitingItem,
  type WaitingView,
} from '../waiting/waiting-view';

interface Options extends EvidenceOptions {
  reference?: string;
  outHours: number;
  inspectionHours: number;
  reviewHours: number;
  detentionHours: number;
  returnHours: number;
  deadlineHours: number;
  limit: number;
  asOf?: number;
  json?: true;
}

export function waitingCommand(): Command {
  const hours = (
    option: string,
    meaning: string,
    standard: number,
  ): [string, string, (text: string) => number, number] => [`--${option}-hours <n>`, meaning, wholeNumber, standard];
  return withEvidence(new Command('waiting'))
    .summary('what waits for somebody, with its owner and age')
    .description(
      'Lists parcels that were released and have not left, open inspections, reviews and detentions, announced returns that ' +
        'have not arrived, and bundles near their deadline; the oldest first.',
    )
    .option(...hours('out', 'released and not out for so long', WAITING_HOURS['not-out']))
    .option(...hours('inspection', 'inspections open for so long', WAITING_HOURS.inspection))
    .option(...hours('review', 'reviews open for so long', WAITING_HOURS.review))
    .option(...hours('detention', 'detained for so long', WAITING_HOURS.detention))
    .option(...hours('return', 'returns announced so long ago', WAITING_HOURS.return))
    .option(...hours('deadline', 'bundles whose deadline is so near', WAITING_HOURS.documents))
    .option('--limit <n>', 'how many of each list are named', wholeNumber, 20)
    .option('--as-of <time>', 'ISO time of the business clock (default: where the store stands)', isoMoment)
    .option('--reference <folder>', 'reference data that holds now (default: the one kept with an embedded store)')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExample:\n  sandan waiting --store .data/port --out-hours 24\n')
    .action(show);
}

async function show(options: Options): Promise<void> {
  const { readWaiting } = await import('../waiting/read-waiting.js');
  const evidence = await openEvidence(options);
  const progress = new ProgressLine();
  try {
    const { current } = await ruleSetsOf(evidence.folder, options.reference);
    const { now, ...view } = await readWaiting(evidence.store, {
      reference: current,
      hours: hoursOf(options),
      limit: options.limit,
      ...(options.asOf !== undefined && { now: options.asOf }),
      onProgress: (entries) => progress.show(() => `${entries} entries`),
    });
    progress.end();
    const asOf = new Date(now).toISOString();
    process.stdout.write(options.json ? `${JSON.stringify({ asOf, ...view })}\n` : viewText(asOf, view));
  } finally {
    await evidence.close();
  }
}

function hoursOf(options: Options): WaitingHours {
  return {
    'not-out': options.outHours,
    inspection: options.inspectionHours,
    review: options.reviewHours,
    detention: options.detentionHours,
    return: options.returnHours,
    documents: options.deadlineHours,
  };
}

function viewText(asOf: string, view: WaitingView): string {
  const lines = [`${beijingTime(asOf)} Beijing`];
  for (const [matter, { count, oldest }] of Object.entries(view)) {
    lines.push('', `${MATTER_WORDS[matter as keyof WaitingHours]}: ${count}`);
    if (oldest.length > 0)
      lines.push(...textTable([HEAD, ...oldest.map(row)], ['left', 'left', 'left', 'right', 'left', 'left']));
  }
  return `${lines.join('\n')}\n`;
}

const HEAD = ['parcel', 'owner', 'since', 'hours', 'until', 'missing'];

function row({ parcelId, owner, since, ageHours, until, missing }: WaitingItem): string[] {
  const last = until === undefined ? '' : beijingTime(until);
  return [parcelId, owner, beijingTime(since), ageHours.toFixed(1), last, (missing ?? []).join(', ')];
}
