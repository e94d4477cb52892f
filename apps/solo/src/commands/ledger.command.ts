import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { GuaranteeUse, LedgerLine, SummaryBill } from '@sandan/domain';
import { repositoryRoot } from '../../../../deploy/stack/repository-root';
import { UsageError } from '../cli/usage-error';
import { type EvidenceOptions, openEvidence, withEvidence } from '../evidence/open-evidence';
import type { LedgerName } from '../ledger/journal-lines';
import { textTable } from '../start/text-table';

interface Options extends EvidenceOptions {
  reference: string;
  lines?: true;
  asOf?: string;
  json?: true;
}

const LEDGERS = ['stock', 'quota', 'tax', 'guarantee'] as const satisfies readonly LedgerName[];

export function ledgerCommand(): Command {
  return withEvidence(new Command('ledger'))
    .summary('the books: stock, quota, tax, guarantee')
    .description(
      'Reads the lines of a ledger out of the journal, in double entry, and folds them to balances. `tax` also shows the ' +
        'monthly summary bills of each declarant, `guarantee` how much of each account is used.',
    )
    .argument('<ledger>', LEDGERS.join(', '))
    .option('--reference <folder>', 'reference data of the store', join(repositoryRoot(), 'seeds', 'reference'))
    .option('--lines', 'print every line as NDJSON instead of the balances')
    .addOption(
      new Option('--as-of <time>', 'ISO time at which bills are looked at').default(
        undefined,
        'the clock of the store',
      ),
    )
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExample:\n  sandan ledger tax --store .data/port --as-of 2026-12-20T00:00:00+08:00\n')
    .action(show);
}

interface Books {
  ledger: LedgerName;
  lines: number;
  /** Balances by account; debits less credits. */
  balances: Record<string, string>;
  summaryBills?: SummaryBill[];
  guarantees?: GuaranteeUse[];
}

async function show(name: string, options: Options): Promise<void> {
  const ledger = LEDGERS.find((known) => known === name);
  if (!ledger) throw new UsageError(`no ledger ${name}; there are ${LEDGERS.join(', ')}`);
  const evidence = await openEvidence(options);
  try {
    const print = options.lines ? (line: LedgerLine) => process.stdout.write(`${JSON.stringify(line)}\n`) : undefined;
    const books = await readBooks(ledger, evidence.store, options, print);
    if (!options.lines) process.stdout.write(options.json ? `${JSON.stringify(books)}\n` : booksText(books));
  } finally {
    await evidence.close();
  }
}

async function readBooks(
  ledger: LedgerName,
  store: Parameters<Awaited<typeof import('../ledger/journal-lines.js')>['readJournalLines']>[0],
  { reference, asOf }: Options,
  print?: (line: LedgerLine) => void,
): Promise<Books> {
  const [{ loadReference }, { Balances, buildReference, formatDecimal, TaxMonths }, { readJournalLines }] =
    await Promise.all([import('@sandan/config'), import('@sandan/domain'), import('../ledger/journal-lines.js')]);
  const balances = new Balances();
  const months = new TaxMonths();
  let lines = 0;
  const { clock } = await readJournalLines(store, buildReference(await loadReference(reference)), {
    line: (line) => {
      if (line.ledger !== ledger) return;
      lines++;
      balances.add(line);
      print?.(line);
    },
    bill: (bill) => months.add(bill),
  });
  const moment = asOf === undefined ? clock : Date.parse(asOf);
  if (Number.isNaN(moment)) throw new UsageError(`--as-of ${asOf}: not an ISO time`);
  const places = ledger === 'stock' ? 0 : 2;
  return {
    ledger,
    lines,
    balances: Object.fromEntries(balances.all().map(([account, sum]) => [account, formatDecimal(sum, places)])),
    ...(ledger === 'tax' && { summaryBills: months.summaryBills(moment) }),
    ...(ledger === 'guarantee' && { guarantees: months.guarantees(moment) }),
  };
}

function booksText({ ledger, lines, balances, summaryBills, guarantees }: Books): string {
  const rows = Object.entries(balances);
  const text = textTable([['account', 'balance'], ...rows], ['left', 'right']);
  if (summaryBills) text.push('', ...summaryText(summaryBills));
  if (guarantees) {
    const used = guarantees.map(({ assureCode, used: amount }) => [assureCode, amount]);
    text.push('', ...textTable([['guarantor', 'used, 45th day not over'], ...used], ['left', 'right']));
  }
  return `${[...text, '', `${lines} lines of the ${ledger} ledger`].join('\n')}\n`;
}

function summaryText(bills: readonly SummaryBill[]): string[] {
  const rows = bills.map(
    ({ agentCode, month, bills: count, customsTax, valueAddedTax, consumptionTax, total, ...rest }) => [
      ...[agentCode, month, String(count), customsTax, valueAddedTax, consumptionTax, total],
      ...[`${rest.payableFrom} to ${rest.payableUntil}`, rest.status],
    ],
  );
  const head = ['declarant', 'month', 'bills', 'duty', 'VAT', 'consumption tax', 'total', 'payable', 'status'];
  const sides = head.map((_, place) => (place >= 2 && place <= 6 ? 'right' : 'left') as 'left' | 'right');
  return textTable([head, ...rows], sides);
}
