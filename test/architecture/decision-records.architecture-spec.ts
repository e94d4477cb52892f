import { filesUnder, read } from './source-tree';

const SECTIONS = ['Context', 'Decision', 'Consequences'];

/** What is wrong with decision records, as `file: what`. */
function recordProblems(records: readonly { path: string; text: string }[]): string[] {
  return records.flatMap(({ path, text }, index) => {
    const number = String(index + 1).padStart(4, '0');
    const name = path.split('/').at(-1)!;
    return [
      ...(name.startsWith(`${number}-`) ? [] : [`${path}: should have the number ${number}`]),
      ...(text.startsWith(`# ${name.slice(0, 4)} `) ? [] : [`${path}: its title has another number`]),
      ...(/^Status: (proposed|accepted|superseded by \d{4})$/m.test(text) ? [] : [`${path}: has no status`]),
      ...SECTIONS.filter((section) => !text.includes(`\n## ${section}\n`)).map((one) => `${path}: has no ${one}`),
    ];
  });
}

describe('the decision records', () => {
  it('are numbered without a gap, each with its status, context, decision and consequences', () => {
    const records = filesUnder('docs/adr').map(read);
    expect(records.length).toBeGreaterThan(2);
    expect(recordProblems(records)).toEqual([]);
  });

  it('are refused with a gap, another number in the title or a part missing', () => {
    const whole = '# 0001 A\n\nStatus: accepted\n\n## Context\n\n## Decision\n\n## Consequences\n';
    expect(recordProblems([{ path: 'docs/adr/0001-a.md', text: whole }])).toEqual([]);
    expect(recordProblems([{ path: 'docs/adr/0002-a.md', text: whole }])).toHaveLength(2);
    const broken = whole.replace('Status: accepted', '').replace('## Decision\n', '');
    expect(recordProblems([{ path: 'docs/adr/0001-a.md', text: broken }])).toHaveLength(2);
  });
});
