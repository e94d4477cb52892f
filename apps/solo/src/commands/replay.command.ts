import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { ProgressLine } from '../cli/progress-line';
import { buyersOf } from '../evidence/buyers';
import { draftRules, ruleSetsOf } from '../evidence/kept-reference';
import { type EvidenceOptions, openEvidence, withEvidence } from '../evidence/open-evidence';

interface Options extends EvidenceOptions {
  day: string;
  reference?: string;
  rules?: string;
  json?: true;
}

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

async function replay(options: Options): Promise<void> {
  const [{ isDecidedSideBySide, replayDay, ReplayComparison }, { EmbeddedLaneStore }, { draftText, sameRulesText }] =
    await Promise.all([import('@sandan/audit'), import('@sandan/embedded'), import('../evidence/replay-text.js')]);
  const evidence = await openEvidence(options);
  const folder = mkdtempSync(join(tmpdir(), 'sandan-replay-'));
  const scratch = EmbeddedLaneStore.open(folder, { sync: false });
  const progress = new ProgressLine();
  const started = Date.now();
  try {
    const { current } = await ruleSetsOf(evidence.folder, options.reference);
    const isDraft = options.rules !== undefined;
    const reference = isDraft ? await draftRules(options.rules!, evidence.folder, options.reference) : current;
    const sideBySide = await isDecidedSideBySide(evidence.store);
    const comparison = new ReplayComparison(isDraft, sideBySide);
    const counts = await replayDay({
      store: evidence.store,
      scratch,
      day: options.day,
      reference,
      digest: buyersOf(evidence.folder, current).digest,
      recorded: (clearance, text) => comparison.addRecorded(clearance, text),
      replayed: (clearance, text) => comparison.addReplayed(clearance, text),
      onProgress: (records) => progress.show(() => `${records} records`),
    });
    progress.end();
    const seconds = (Date.now() - started) / 1000;
    process.stderr.write(`${counts.records} records, ${comparison.replayed} decisions in ${seconds.toFixed(1)} s\n`);
    const print = isDraft ? draftText : sameRulesText;
    process.stdout.write(print(comparison, counts, options.json === true));
    if (counts.faults > 0 || (!isDraft && comparison.different > 0)) process.exitCode = 1;
  } finally {
    await scratch.close();
    rmSync(folder, { recursive: true, force: true });
    await evidence.close();
  }
}

function calendarDay(text: string): string {
  const at = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('not a day as YYYY-MM-DD');
  }
  return text;
}
