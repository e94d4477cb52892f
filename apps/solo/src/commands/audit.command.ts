import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { ChainReport } from '@sandan/audit';
import { ProgressLine } from '../cli/progress-line';
import { UsageError } from '../cli/usage-error';
import { type EvidenceOptions, openEvidence, withEvidence } from '../evidence/open-evidence';
import { textTable } from '../start/text-table';

interface ChainOptions extends EvidenceOptions {
  roots?: string;
  json?: true;
}

export function auditCommand(): Command {
  return new Command('audit').summary('prove the guarantees of a store').addCommand(chainCommand());
}

function chainCommand(): Command {
  return withEvidence(new Command('chain'))
    .summary('walk the hash chain over the decisions')
    .description(
      'Walks the hash chain over the decisions of a store, prints the root of each day and names every decision that was ' +
        'edited, removed or inserted. Exits 1 when there is one.',
    )
    .option('--roots <file>', 'earlier output of `audit chain --json`: the roots of its days must be the same')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExample:\n  sandan audit chain --store .data/port --json > roots.json\n')
    .action((_options: ChainOptions, command: Command) => chain(command.optsWithGlobals()));
}

async function chain(options: ChainOptions): Promise<void> {
  const { auditChain, rootBreaks } = await import('@sandan/audit');
  const published = options.roots === undefined ? [] : readRoots(options.roots);
  const evidence = await openEvidence(options);
  const progress = new ProgressLine();
  try {
    const report = await auditChain(evidence.store, (entries) => progress.show(() => `${entries} entries`));
    progress.end();
    const roots = rootBreaks(report.days, published);
    const whole = { store: evidence.name, ...report, roots };
    process.stdout.write(options.json ? `${JSON.stringify(whole)}\n` : chainText(report, roots));
    if (report.breaks.length + report.faults.length + roots.length > 0) process.exitCode = 1;
  } finally {
    await evidence.close();
  }
}

function readRoots(file: string): { day: string; root: string }[] {
  const { days } = JSON.parse(readFileSync(file, 'utf8')) as { days?: { day: string; root: string }[] };
  if (!Array.isArray(days)) throw new UsageError(`--roots ${file}: not an output of \`audit chain --json\``);
  return days;
}

function chainText({ decisions, days, breaks, faults }: ChainReport, roots: string[]): string {
  const rows = days.map((day) => [day.day, String(day.decisions), String(day.total), day.root]);
  const lines = textTable([['day', 'decisions', 'in all', 'root'], ...rows], ['left', 'right', 'right', 'left']);
  lines.push('', `${decisions} decisions, ${breaks.length + faults.length + roots.length} breaks`);
  for (const { decision, place, what, detail } of breaks) lines.push(`  ${what} ${decision} (${place}): ${detail}`);
  for (const { lane, seq, what } of faults) lines.push(`  damaged ${lane.stage}/${lane.lane} entry ${seq}: ${what}`);
  for (const root of roots) lines.push(`  other root ${root}`);
  return `${lines.join('\n')}\n`;
}
