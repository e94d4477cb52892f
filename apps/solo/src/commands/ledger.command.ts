import { Command } from 'commander';
import type { GuaranteeUse, LedgerLine, SummaryBill } from '@sandan/domain';
import { isoMoment } from '../cli/options';
import { UsageError } from '../cli/usage-error';
import { ruleSetsOf } from '../evidence/kept-reference';
import { type Evidence, type EvidenceOptions, openEvidence, withEvidence } from '../evidence/open-evidence';
import type { LedgerName } from '../ledger/journal-lines';
import { textTable } from '../start/text-table';

interface Options extends EvidenceOptions {
  reference?: string;
  lines?: true;
  asOf?: number;
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
    .option('--reference <folder>', 'reference data that holds now (default: the one kept with an embedded store)')
    .option('--lines', 'print every line as NDJSON instead of the balances')
    .option('--as-of <time>', 'ISO time at which bills are looked at (default: the clock of the store)', isoMoment)
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
    const books = await readBooks(ledger, evidence, options, print);
    if (!options.lines) process.stdout.write(options.json ? `${JSON.stringify(books)}\n` : booksText(books));
  } finally {
    await evidence.close();
  }
}

async function readBooks(
  ledger: LedgerName,
  { store, folder }: Evidence,
  { reference, asOf }: Options,
  print?: (line: LedgerLine) => void,
): Promise<Books> {
  const [{ Balances, formatDecimal, TaxMonths }, { readJournalLines }] = await Promise.all([
    import('@sandan/domain'),
    import('../ledger/journal-lines.js'),
  ]);
  const { current } = await ruleSetsOf(folder, reference);
  const balances = new Balances();
  const months = new TaxMonths();
  let lines = 0;
  const { clock } = await readJournalLines(store, current, {
    line: (line) => {
      if (line.ledger !== ledger) return;
      lines++;
      balances.add(line);
      print?.(line);
    },
    bill: (bill) => months.add(bill),
  });
  const moment = asOf ?? clock;
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
