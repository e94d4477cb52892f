import { Command, InvalidArgumentError } from 'commander';
import { ProgressLine } from '../cli/progress-line';
import { withEvidence } from '../evidence/open-evidence';
import type { ReplayJob } from '../evidence/replay-job';

export function replayCommand(): Command {
  return withEvidence(new Command('replay'))
    .summary("run a day's stored originals through the rules again, or through a draft")
    .description(
      'Runs the stored originals of a day through the rules that hold now and compares every decision; or, with --rules, ' +
        'through a draft, and lists every parcel whose fate changes. Writes nothing into the store. Exits 1 when a ' +
        'decision differs by the same rules. Where lanes decided side by side, the numbers that they gave in turn, and what ' +
        'other parcels of a buyer had used before, are not compared.',
    )
    .requiredOption('--day <date>', 'calendar day in Beijing, YYYY-MM-DD', calendarDay)
    .option('--rules <file>', 'draft: a settings.json, or a folder of reference data with changes in all its files')
    .option('--reference <folder>', 'reference data that holds now (default: the one kept with an embedded store)')
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  sandan replay --store .data/port --day 2026-11-11' +
        '\n  sandan replay --store .data/port --day 2026-11-11 --rules draft/settings.json\n',
    )
    .action(replay);
}

async function replay(options: ReplayJob): Promise<void> {
  const { runReplay } = await import('../evidence/replay-run.js');
  const progress = new ProgressLine();
  const started = Date.now();
  const result = await runReplay(options, (records) => progress.show(() => `${records} records`));
  progress.end();
  const seconds = (Date.now() - started) / 1000;
  process.stderr.write(`${result.records} records, ${result.decisions} decisions in ${seconds.toFixed(1)} s\n`);
  process.stdout.write(result.text);
  if (result.failed) process.exitCode = 1;
}

function calendarDay(text: string): string {
  const at = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('not a day as YYYY-MM-DD');
  }
  return text;
}
