import { Command } from 'commander';
import type { Explanation } from '@sandan/audit';
import { UsageError } from '../cli/usage-error';
import { buyersOf } from '../evidence/buyers';
import { ruleSetsOf } from '../evidence/kept-reference';
import { type EvidenceOptions, openEvidence, withEvidence } from '../evidence/open-evidence';

interface Options extends EvidenceOptions {
  reference?: string;
  json?: true;
}

export function explainCommand(): Command {
  return withEvidence(new Command('explain'))
    .summary('why a parcel is where it is, rule by rule, and what it waits for')
    .description(
      'Explains a parcel: where it stands and what it waits for, every rule with what it compared and where it comes ' +
        'from, and everything that happened to it. Personal data is masked; times are Beijing time.',
    )
    .argument('<parcel>', 'orderNo, or ebpCode:orderNo')
    .option('--reference <folder>', 'reference data that holds now (default: the one kept with an embedded store)')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExample:\n  sandan explain 2611114174000702 --store .data/port\n')
    .action(explain);
}

async function explain(number: string, options: Options): Promise<void> {
  const { explainNumber } = await import('@sandan/audit');
  const { explanationText } = await import('../evidence/explanation-text.js');
  const evidence = await openEvidence(options);
  try {
    const rules = await ruleSetsOf(evidence.folder, options.reference);
    const { digest } = buyersOf(evidence.folder, rules.current);
    const { store } = evidence;
    const found = await explainNumber(number, { store, reference: rules.current, ruleSet: rules.of, digest });
    if (found.length === 0) throw new UsageError(`nothing is known of ${number} in ${evidence.name}`);
    process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : text(found, explanationText));
  } finally {
    await evidence.close();
  }
}

function text(found: Explanation[], write: (explanation: Explanation) => string): string {
  return found.map(write).join('\n');
}
