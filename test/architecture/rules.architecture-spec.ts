import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '@sandan/pipeline';
import { REASONS } from '@sandan/domain';
import { CLEAR_RULES } from '../../libs/domain/src/clear/clear-rules';
import { MATCH_RULES } from '../../libs/domain/src/match/match-rules';
import { SCENARIOS } from '../../seeds/scenarios';
import { filesUnder, ROOT } from './source-tree';

const RULE_SETS = [
  {
    name: 'match',
    folder: 'libs/domain/src/match/rules',
    set: 'libs/domain/src/match/match-rules.ts',
    rules: MATCH_RULES,
  },
  {
    name: 'clear',
    folder: 'libs/domain/src/clear/rules',
    set: 'libs/domain/src/clear/clear-rules.ts',
    rules: CLEAR_RULES,
  },
];

/** Reasons that no rule file gives: what several parcels share, what follows the rules, what an officer says. */
const BESIDE_THE_RULES = ['ANNUAL_LIMIT', 'STOCK_SHORT', 'DUTY_RATE_UNKNOWN', 'RULING'];

const ORDER = Object.keys(REASONS);

function reasonOf(file: string): string {
  return file.split('/').at(-1)!.replace('.rule.ts', '').replaceAll('-', '_').toUpperCase();
}

/** Rule files without their spec, and specs without their rule. */
function unpaired(paths: readonly string[]): string[] {
  const rules = paths.filter((path) => path.endsWith('.rule.ts'));
  const specs = paths.filter((path) => path.endsWith('.rule.spec.ts'));
  return [
    ...rules.filter((path) => !specs.includes(path.replace(/\.ts$/, '.spec.ts'))),
    ...specs.filter((path) => !rules.includes(path.replace(/\.spec\.ts$/, '.ts'))),
  ];
}

describe.each(RULE_SETS)('the $name rules', ({ folder, set, rules }) => {
  const files = filesUnder(folder);

  it('have one file and one spec each, and nothing else lies beside them', () => {
    expect(files.filter((path) => !/\.rule(\.spec)?\.ts$/.test(path))).toEqual([]);
    expect(unpaired(files)).toEqual([]);
    expect(unpaired(['a.rule.ts', 'b.rule.ts', 'b.rule.spec.ts', 'c.rule.spec.ts'])).toEqual([
      'a.rule.ts',
      'c.rule.spec.ts',
    ]);
  });

  it('stand in the ordered set once, in the order of the reasons', () => {
    const ordered = files.filter((path) => path.endsWith('.rule.ts')).map(reasonOf);
    ordered.sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
    expect(rules.map(({ reason }) => reason)).toEqual(ordered);
  });

  it('have one line each in the file of the ordered set', () => {
    const text = readFileSync(join(ROOT, set), 'utf8');
    const imported = [...text.matchAll(/'\.\/rules\/([a-z-]+)\.rule'/g)].map(([, name]) => `${folder}/${name}.rule.ts`);
    expect(imported).toEqual(files.filter((path) => path.endsWith('.rule.ts')));
  });
});

describe('the reasons', () => {
  const shown = new Set(
    SCENARIOS.flatMap(({ expect: { clearances = [] } }) =>
      clearances.flatMap(({ reasons = [], warnings = [] }) => [...reasons, ...warnings].map(({ reason }) => reason)),
    ),
  );

  it('come from a rule each, but for those beside the rules', () => {
    const given = [...MATCH_RULES, ...CLEAR_RULES].map(({ reason }): string => reason);
    expect([...given, ...BESIDE_THE_RULES].sort()).toEqual([...ORDER].sort());
  });

  it('are each reached by a scenario; an officer is heard once rulings are in service', () => {
    const reachable = ORDER.filter((reason) => reason !== 'RULING' || rulingsAreInService());
    expect(reachable.filter((reason) => !shown.has(reason))).toEqual([]);
  });

  it('of scenarios are reasons of the table', () => {
    expect([...shown].filter((reason) => !ORDER.includes(reason))).toEqual([]);
  });

  it('each have a text and a source', () => {
    const bare = Object.entries(REASONS).filter(
      ([, { text, basis }]) => text.length < 5 || basis.source.length < 5 || basis.section.length < 5,
    );
    expect(bare).toEqual([]);
  });
});

function rulingsAreInService(): boolean {
  const record = { topic: 'rulings.v1', partition: 0, offset: 0n, key: null, timestamp: 0 };
  const intake = readDocument({ ...record, value: Buffer.from('{}') });
  return !('deadLetter' in intake && intake.deadLetter === 'not-in-service');
}
