import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { buildCli } from '../../apps/solo/src/cli/cli';
import { commandNamed, namedIn } from './documents';
import { filesUnder, read, ROOT, SOURCES } from './source-tree';

const program = buildCli();
const scripts = Object.keys((JSON.parse(read('package.json').text) as { scripts: object }).scripts);

/** What a page names that does not exist, as text. `dist/` is made from the sources of the same name. */
function missing(page: string, text: string): string[] {
  const { paths, scripts: named, commands } = namedIn(text);
  return [
    ...paths.filter((path) => !exists(page, path)).map((path) => `path ${path}`),
    ...named.filter((script) => !scripts.includes(script)).map((script) => `script ${script}`),
    ...commands.flatMap(({ words, options }) => {
      const command = commandNamed(program, words);
      if (!command) return [`command ${words.join(' ')}`];
      const known = [...command.options.map(({ long }) => long), '--help'];
      return options.filter((option) => !known.includes(option)).map((one) => `option ${words.join(' ')} ${one}`);
    }),
  ];
}

function exists(page: string, path: string): boolean {
  const source = path.replace(/^dist\/(.*)\.js$/, '$1.ts');
  return existsSync(join(ROOT, source)) || existsSync(join(ROOT, posix.dirname(page), source));
}

const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  ...filesUnder('docs').filter((path) => path.endsWith('.md')),
];

describe('what the pages name', () => {
  it.each(PAGES)('exists: %s', (page) => {
    expect(missing(page, read(page).text)).toEqual([]);
  });

  it('is found in code, blocks and links', () => {
    const {
      paths,
      scripts: named,
      commands,
    } = namedIn(
      PAGES.slice(0, 3)
        .map((page) => read(page).text)
        .join('\n'),
    );
    expect(paths.length).toBeGreaterThan(20);
    expect(named).toEqual(expect.arrayContaining(['start', 'test', 'check']));
    expect(commands.length).toBeGreaterThan(8);
  });

  it.each([
    'see `libs/domain/src/nowhere.ts`',
    'see [the page](docs/nowhere.md)',
    'call `npm run nothing`',
    'call `sandan nothing`',
    '```\nnpx sandan day --parcel 5 > day.ndjson\n```',
    '`node dist/apps/nobody/src/main.js`',
  ])('is missed when it does not exist: %j', (text) => {
    expect(missing('README.md', text)).toHaveLength(1);
  });
});

describe('the command table of README', () => {
  const table = read('README.md').text.split('\n## Commands\n')[1]?.split('\n## ')[0] ?? '';
  const rows = [...table.matchAll(/^\| (`sandan [^|]*)\|/gm)].map(([, cell]) => cell!);

  it('has a row for every command', () => {
    const listed = rows.map((cell) => /`sandan ([\w-]+)/.exec(cell)![1]);
    const names = program.commands.map((command) => command.name()).filter((name) => name !== 'help');
    expect([...listed].sort()).toEqual([...names].sort());
  });

  it('names every sub-command', () => {
    for (const command of program.commands.filter(({ commands }) => commands.length > 0)) {
      const row = rows.find((cell) => cell.startsWith(`\`sandan ${command.name()}`)) ?? '';
      expect(command.commands.map((one) => one.name()).filter((name) => !row.includes(name))).toEqual([]);
    }
  });
});

describe('the way of a parcel in README', () => {
  const steps = read('README.md').text.split('\n## Follow one parcel')[1]?.split('\n## ')[0] ?? '';
  const files = [...steps.matchAll(/`(libs\/[^`]+\.ts)`/g)].map(([, path]) => path!);

  it('leads over sources that are there', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((path) => !SOURCES.some((source) => source.path === path))).toEqual([]);
  });
});
