import { join } from 'node:path';
import { Command } from 'commander';
import type { DrawReport } from '@sandan/audit';
import { repositoryRoot } from '../../../../deploy/stack/repository-root';
import { ProgressLine } from '../cli/progress-line';
import { UsageError } from '../cli/usage-error';
import { commitmentOf, DrawRegister, midnight, type SeedRecord } from '../draw/draw-register';
import { ruleSetsOf } from '../evidence/kept-reference';
import { type EvidenceOptions, openEvidence, withEvidence } from '../evidence/open-evidence';

interface SeedOptions {
  day: string;
  register: string;
  reference: string;
  json?: true;
}

interface VerifyOptions extends EvidenceOptions {
  day: string;
  register: string;
  reference?: string;
  json?: true;
}

const REGISTER = join(repositoryRoot(), '.data', 'draws');

export function drawCommand(): Command {
  return new Command('draw')
    .summary('the inspection draw: commit to a seed, disclose it, verify a day')
    .description(
      'The draw of a day hangs on a secret seed (settings.json, inspection.daySeed). Its SHA-256 is published before the ' +
        'day and the seed after it, so that anybody can check that no draw was chosen.',
    )
    .addCommand(seedCommand('commit', 'write the SHA-256 of a seed into the register, before its day'))
    .addCommand(seedCommand('disclose', 'write the seed itself into the register, after its day'))
    .addCommand(verifyCommand());
}

function withRegister(command: Command): Command {
  return command
    .requiredOption('--day <date>', 'calendar day in Beijing, YYYY-MM-DD')
    .option('--register <folder>', 'the published register, one file a day', REGISTER)
    .option('--json', 'print as JSON');
}

function seedCommand(name: 'commit' | 'disclose', summary: string): Command {
  const folder = join(repositoryRoot(), 'seeds', 'reference');
  return withRegister(new Command(name).summary(summary).description(`${summary}.`))
    .option('--reference <folder>', 'reference data with the seed of that day', folder)
    .action(async (options: SeedOptions) => print(await seedRecord(name, options), options.json));
}

async function seedRecord(name: 'commit' | 'disclose', options: SeedOptions): Promise<SeedRecord> {
  const { loadReference } = await import('@sandan/config');
  const { daySeed } = (await loadReference(options.reference)).settings.inspection;
  if (daySeed === '') throw new UsageError(`${options.reference}: settings.json has no inspection.daySeed`);
  return new DrawRegister(options.register)[name](options.day, daySeed, Date.now());
}

function print(record: SeedRecord, asJson?: true): void {
  const { day, commitment, seed } = record;
  const text = `${day}  SHA-256 ${commitment}${seed === undefined ? '' : `  seed ${seed}`}`;
  process.stdout.write(`${asJson ? JSON.stringify(record) : text}\n`);
}

function verifyCommand(): Command {
  return withEvidence(withRegister(new Command('verify')))
    .summary('recompute every draw of a day')
    .description(
      'Recomputes every draw of a day from documents, rates, risk rules and the seed, and names each decision that does not ' +
        'fit. With a register, the seed must be the one committed to. Exits 1 when something does not fit.',
    )
    .option('--reference <folder>', 'reference data that holds now (default: the one kept with an embedded store)')
    .addHelpText('after', '\nExample:\n  sandan draw verify --day 2026-11-11 --store .data/port\n')
    .action(verify);
}

interface Verified extends DrawReport {
  /** What the register says of the seed. */
  commitment: 'kept' | 'broken' | 'none';
}

async function verify(options: VerifyOptions): Promise<void> {
  midnight(options.day);
  const [{ verifyDraws }, { createDigest }] = await Promise.all([import('@sandan/audit'), import('@sandan/pipeline')]);
  const evidence = await openEvidence(options);
  const progress = new ProgressLine();
  try {
    const rules = await ruleSetsOf(evidence.folder, options.reference);
    const published = new DrawRegister(options.register).find(options.day);
    const seed = published?.seed ?? rules.current.settings.inspection.daySeed;
    const report = await verifyDraws({
      store: evidence.store,
      day: options.day,
      ...(published?.seed !== undefined && { seed }),
      ruleSet: rules.of,
      digest: createDigest('audit'),
      onProgress: (entries) => progress.show(() => `${entries} entries`),
    });
    progress.end();
    const commitment = !published ? 'none' : published.commitment === commitmentOf(seed) ? 'kept' : 'broken';
    const verified: Verified = { ...report, commitment };
    process.stdout.write(options.json ? `${JSON.stringify(verified)}\n` : verifiedText(verified));
    if (report.breaks.length > 0 || commitment === 'broken') process.exitCode = 1;
  } finally {
    await evidence.close();
  }
}

const COMMITMENTS: Readonly<Record<Verified['commitment'], string>> = {
  kept: 'the seed is the one committed to before the day',
  broken: 'the seed is NOT the one committed to before the day',
  none: 'the register has no commitment for the day',
};

function verifiedText({ day, draws, inspections, breaks, commitment }: Verified): string {
  const lines = [
    `${day}: ${draws} draws, ${inspections} inspections, ${breaks.length} that do not fit; ${COMMITMENTS[commitment]}`,
    ...breaks.map(({ clearanceId, what }) => `  ${clearanceId}: ${what}`),
  ];
  return `${lines.join('\n')}\n`;
}
