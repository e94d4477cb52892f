import { userInfo } from 'node:os';
import { Command } from 'commander';
import { addressList, isoMoment, oneOf, wholeNumber } from '../cli/options';
import { UsageError } from '../cli/usage-error';
import type { LetterBook, LetterEntry, LetterFilter } from '../letters/letter-book';
import type { LetterDesk } from '../letters/letter-desk';
import { type DeskOptions, type OpenDesk, openDesk } from '../letters/open-desk';

const STATES = ['open', 'redriving', 'redriven', 'discarded', 'all'] as const;

interface ReadOptions extends DeskOptions, Omit<LetterFilter, 'state'> {
  state: (typeof STATES)[number];
  json?: true;
}

interface HandleOptions extends DeskOptions, Omit<LetterFilter, 'state'> {
  again?: true;
  all?: true;
  at?: number;
  because?: string;
  by?: string;
  json?: true;
  yes?: true;
}

export function deadLettersCommand(): Command {
  return new Command('dead-letters')
    .summary('records that could not be read: look at them, send them again, discard them')
    .description('The dead letters of a port. What was done about one stays on record; nothing is deleted.')
    .addCommand(listCommand())
    .addCommand(groupCommand())
    .addCommand(showCommand())
    .addCommand(redriveCommand())
    .addCommand(discardCommand());
}

function listCommand(): Command {
  return withFilter(withDesk(new Command('list')))
    .summary('the letters, oldest first')
    .option('--state <state>', STATES.join(', '), oneOf(...STATES), 'open')
    .option('--limit <n>', 'how many are shown', wholeNumber, 50)
    .action((options: ReadOptions & { limit: number }) =>
      atDesk(options, async ({ desk }) => {
        const { listText } = await import('../letters/letter-text.js');
        const found = (await desk.book()).select(filterOf(options));
        const shown = found.slice(0, options.limit);
        print(options.json ? JSON.stringify({ letters: found.length, shown }) : listText(shown, found.length));
      }),
    );
}

function groupCommand(): Command {
  return withFilter(withDesk(new Command('group')))
    .summary('how many there are by reason and topic')
    .option('--state <state>', STATES.join(', '), oneOf(...STATES), 'all')
    .action((options: ReadOptions) =>
      atDesk(options, async ({ desk }) => {
        const [{ letterGroups }, { groupText }] = await Promise.all([
          import('../letters/letter-book.js'),
          import('../letters/letter-text.js'),
        ]);
        const groups = letterGroups((await desk.book()).select(filterOf(options)));
        print(options.json ? JSON.stringify(groups) : groupText(groups));
      }),
    );
}

function showCommand(): Command {
  return withDesk(new Command('show'))
    .summary('one letter with its content masked, and what was done about it')
    .argument('<id>', 'topic/partition/offset, as list names it')
    .addHelpText('after', '\nExample:\n  sandan dead-letters show orders.v1/3/1207 --brokers 127.0.0.1:9092\n')
    .action((id: string, options: ReadOptions) =>
      atDesk(options, async ({ desk }) => {
        const [{ letterView }, { viewText }] = await Promise.all([
          import('../letters/letter-view.js'),
          import('../letters/letter-text.js'),
        ]);
        const [entry] = chosen(await desk.book(), [id]);
        const view = letterView(entry!, (await desk.letter(id))!);
        print(options.json ? JSON.stringify(view) : viewText(view));
      }),
    );
}

function redriveCommand(): Command {
  return withHandling(withFilter(withDesk(new Command('redrive'))))
    .summary('send records again, as they were, to the topic they came by')
    .description(
      'Sends the records of letters again, byte for byte: for letters whose cause was on our side. Without --yes it only ' +
        'counts. A repeat of a document that was taken meanwhile is harmless.',
    )
    .option('--at <time>', 'ISO time that the records carry (default: now; of an embedded store its clock)', isoMoment)
    .option('--again', 'also what was handled before')
    .addHelpText(
      'after',
      '\nExample:\n  sandan dead-letters redrive --reason key-mismatch --topic payments.v1 --brokers 127.0.0.1:9092 --yes\n',
    )
    .action((ids: string[], options: HandleOptions) => atDesk(options, (place) => redrive(ids, options, place)));
}

function discardCommand(): Command {
  return withHandling(withFilter(withDesk(new Command('discard'))))
    .summary('close letters of which nothing will come, with the reason')
    .description('Marks letters as discarded; their bytes stay in the topic. Without --yes it only counts.')
    .requiredOption('--because <text>', 'why nothing will come of them; kept with each letter')
    .addHelpText(
      'after',
      '\nExample:\n  sandan dead-letters discard orders.v1/3/1207 --because "sent again corrected" --brokers 127.0.0.1:9092 --yes\n',
    )
    .action((ids: string[], options: HandleOptions) => atDesk(options, (place) => discard(ids, options, place)));
}

async function redrive(ids: string[], options: HandleOptions, { desk, recordTime }: OpenDesk): Promise<void> {
  const letters = await handled(desk, ids, options);
  const lost = letters.filter(({ source }) => source === undefined);
  if (ids.length > 0 && lost.length > 0) {
    throw new UsageError(`${lost[0]!.id} never was a record of a topic: it can only be discarded`);
  }
  const records = letters.filter(({ source }) => source !== undefined);
  if (options.yes) await desk.redrive(records, byWhom(options), options.at ?? (await recordTime()));
  report('redriven', 'would be redriven', records, options);
}

async function discard(ids: string[], options: HandleOptions, { desk }: OpenDesk): Promise<void> {
  const because = options.because!.trim();
  if (because === '') throw new UsageError('--because is empty: say why nothing will come of them');
  const letters = await handled(desk, ids, options);
  if (options.yes) await desk.discard(letters, byWhom(options), because);
  report('discarded', 'would be discarded', letters, options);
}

/** The letters a call means: those it names, or all open ones of a filter that says something. */
async function handled(desk: LetterDesk, ids: string[], options: HandleOptions): Promise<LetterEntry[]> {
  const { reason, topic, since, until } = options;
  const isFiltered = [reason, topic, since, until].some((value) => value !== undefined) || options.all === true;
  if (ids.length > 0 && isFiltered) throw new UsageError('name letters or give a filter, not both');
  if (ids.length === 0 && !isFiltered) throw new UsageError('name letters, give a filter, or say --all');
  const [{ isOpen }, book] = await Promise.all([import('../letters/letter-book.js'), desk.book()]);
  if (ids.length === 0) {
    const found = book.select(filterOf({ ...options, state: 'all' }));
    return options.again ? found : found.filter(isOpen);
  }
  const named = chosen(book, ids);
  const closed = named.find((entry) => !isOpen(entry));
  if (closed && !options.again) throw new UsageError(`${closed.id} was ${closed.state} before; --again does it again`);
  return named;
}

function chosen(book: LetterBook, ids: readonly string[]): LetterEntry[] {
  return [...new Set(ids)].map((id) => {
    const entry = book.get(id);
    if (!entry) throw new UsageError(`${id}: no such letter; \`sandan dead-letters list\` names them`);
    return entry;
  });
}

function filterOf({
  reason,
  topic,
  since,
  until,
  state,
}: ReadOptions | (HandleOptions & { state: 'all' })): LetterFilter {
  return {
    ...(reason !== undefined && { reason }),
    ...(topic !== undefined && { topic }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(state !== 'all' && { state }),
  };
}

function report(done: string, planned: string, letters: readonly LetterEntry[], { yes, json }: HandleOptions): void {
  const count = letters.length;
  if (json) return print(JSON.stringify({ letters: count, done: yes === true, ids: letters.map(({ id }) => id) }));
  print(yes ? `${count} ${done}` : `${count} ${planned}; nothing was done: --yes does it`);
}

function byWhom({ by }: HandleOptions): string {
  return by ?? userInfo().username;
}

async function atDesk(options: DeskOptions, work: (place: OpenDesk) => Promise<void>): Promise<void> {
  const place = await openDesk(options);
  try {
    await work(place);
  } finally {
    await place.close();
  }
}

function withDesk(command: Command): Command {
  return command
    .option('--brokers <list>', 'Kafka: host:port, several separated by commas', addressList)
    .option('--store <folder>', 'data folder of `sandan run` or `npm start`, live or stopped (default .data/start)')
    .option('--json', 'print as JSON');
}

function withFilter(command: Command): Command {
  return command
    .option('--reason <reason>', 'only those put aside for this reason')
    .option('--topic <topic>', 'only records that came by this topic')
    .option('--since <time>', 'put aside at or after this ISO time (business time)', isoMoment)
    .option('--until <time>', 'put aside before this ISO time', isoMoment);
}

function withHandling(command: Command): Command {
  return command
    .argument('[id...]', 'letters, as list names them; or none, and a filter')
    .option('--all', 'every open letter')
    .option('--by <name>', 'who does it (default: the user of the system)')
    .option('--yes', 'do it; without it the letters are only counted');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
