import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import type { AuditReport, ChainReport } from '@sandan/audit';
import { ProgressLine } from '../cli/progress-line';
import { UsageError } from '../cli/usage-error';
import { auditThreads } from '../evidence/audit-threads';
import { buyersOf } from '../evidence/buyers';
import { ruleSetsOf } from '../evidence/kept-reference';
import { type EvidenceOptions, openEvidence, withEvidence } from '../evidence/open-evidence';
import { textTable } from '../start/text-table';

interface ChainOptions extends EvidenceOptions {
  roots?: string;
  json?: true;
}

interface AuditOptions extends EvidenceOptions {
  reference?: string;
  json?: true;
}

export function auditCommand(): Command {
  const audit = new Command('audit');
  return withEvidence(audit)
    .summary('check every law of a store: balances, receipts, decisions')
    .description(
      'Re-derives every balance from documents and decisions, checks the guarantees and prints each law with what was ' +
        'checked and what is broken. Reads a live or a stopped store and writes nothing. Exits 1 when a law is broken.',
    )
    .option('--reference <folder>', 'reference data that holds now (default: the one kept with an embedded store)')
    .option('--json', 'print as JSON, with every break')
    .addHelpText('after', '\nExample:\n  sandan audit --store .data/port\n')
    .action(laws)
    .addCommand(chainCommand());
}

/** How much a heap may grow between two collections: an audit of a live store shares its machine with a port. */
const HEAP_GROWING_PERCENT = 40;

async function laws(options: AuditOptions): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWING_PERCENT}`);
  const { auditStore } = await import('@sandan/audit');
  const evidence = await openEvidence(options);
  const progress = new ProgressLine();
  try {
    const rules = await ruleSetsOf(evidence.folder, options.reference);
    const report = await auditStore({
      store: evidence.store,
      reference: rules.current,
      ruleSet: rules.of,
      ...buyersOf(evidence.folder, rules.current),
      inspectors: auditThreads({ folder: evidence.folder, reference: options.reference }),
      onProgress: (step, done, total) => progress.show(() => `${step} ${Math.round((done / total) * 100)} %`),
    });
    progress.end();
    const whole = { store: evidence.name, ...report };
    process.stdout.write(options.json ? `${JSON.stringify(whole)}\n` : lawsText(report));
    if (report.laws.some(({ broken }) => broken > 0)) process.exitCode = 1;
  } finally {
    await evidence.close();
  }
}

const BREAKS_SHOWN = 20;

function lawsText({ laws: results, underway }: AuditReport): string {
  const rows = results.map(({ law, statement, checked, broken }) => [law, String(checked), String(broken), statement]);
  const lines = textTable([['law', 'checked', 'broken', ''], ...rows], ['left', 'right', 'right', 'left']);
  if (underway > 0) lines.push('', `${underway} effects are still on their way between lanes`);
  for (const { law, broken, breaks } of results) {
    if (broken > 0) lines.push('', `${law}:`);
    for (const { subject, what } of breaks.slice(0, BREAKS_SHOWN)) lines.push(`  ${subject}: ${what}`);
    if (broken > BREAKS_SHOWN) lines.push(`  … and ${broken - BREAKS_SHOWN} more (--json lists up to 1000)`);
  }
  return `${lines.join('\n')}\n`;
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
