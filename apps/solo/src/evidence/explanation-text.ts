import type { ExplainedDecision, Explanation, StoryEvent } from '@sandan/audit';
import type { Awaited, Evidence, RuleFinding, Side, Tax } from '@sandan/domain';
import { beijingTime, groupedMoney, STATUS_WORDS, TAX_WORDS } from '../run/words';
import { textTable } from '../start/text-table';
import { wrapped } from './wrapped';

const WIDTH = 100;
const MARKS: Readonly<Record<RuleFinding['result'], string>> = {
  passed: '✓',
  failed: '✗',
  warned: '!',
  exempt: '–',
  'not-asked': '·',
};

/** An explanation for a terminal: what, why, what next, and how it came to it. */
export function explanationText(explanation: Explanation): string {
  const { parcelId, platformName, status, summary, awaits, decisions, timeline } = explanation;
  const lines = [
    `${parcelId}${platformName === undefined ? '' : `  ${platformName}`}`,
    `${STATUS_WORDS[status] ?? status}`,
    '',
    ...wrapped(summary, WIDTH),
    '',
    '等待 Waits for',
    ...(awaits.length > 0 ? awaits.flatMap(awaitedLines) : ['  nothing any more']),
    '',
    '经过 What happened (Beijing time)',
    ...timeline.flatMap(eventLines),
  ];
  const judged = decisions.filter(({ rules }) => rules.length > 0);
  for (const decision of judged) lines.push('', ...decisionLines(decision));
  return `${lines.join('\n')}\n`;
}

function awaitedLines({ what, since, until, then }: Awaited): string[] {
  const lines = wrapped(what, WIDTH - 2).map((line) => `  ${line}`);
  if (since !== undefined) lines.push(`    since ${beijingTime(since)}`);
  if (until !== undefined) lines.push(`    until ${beijingTime(until)}${then === undefined ? '' : `; then ${then}`}`);
  return lines;
}

function eventLines({ at, title, details }: StoryEvent): string[] {
  const head = `  ${beijingTime(at)}  ${title}`;
  const text = details
    .map(([name, value]) => (name === 'returnInfo' ? value : together(`${name} ${value}`)))
    .join(', ');
  if (text === '') return [head];
  return [head, ...wrapped(text, WIDTH - 23).map((line) => `${' '.repeat(23)}${line.replaceAll(NO_BREAK, ' ')}`)];
}

const NO_BREAK = '\u00a0';
const TOGETHER_MAX = 60;

/** A short name and its value are not parted by the end of a line. */
function together(text: string): string {
  return text.length > TOGETHER_MAX ? text : text.replaceAll(' ', NO_BREAK);
}

function decisionLines(decision: ExplainedDecision): string[] {
  const { revision, outcome, decidedAt, ruleSet, rules, draw, tax } = decision;
  const lines = [
    `依据 Why decision ${revision} was ${STATUS_WORDS[outcome] ?? outcome}`,
    `  ${beijingTime(decidedAt)}, by rule set ${ruleSet}`,
  ];
  const apart: RuleFinding['result'][] = ['exempt', 'not-asked'];
  const judged = rules.filter(({ result }) => !apart.includes(result));
  // What held the parcel comes first.
  const held = judged.filter(({ result }) => result !== 'passed');
  for (const rule of [...held, ...judged.filter(({ result }) => result === 'passed')]) lines.push(...ruleLines(rule));
  if (draw) lines.push(...drawLines(draw, outcome === 'INSPECTION'));
  if (tax) lines.push(...taxLines(tax));
  lines.push(...apartLines(rules.filter(({ result }) => apart.includes(result))));
  return lines;
}

function drawLines({ draw, rate, inspector }: NonNullable<ExplainedDecision['draw']>, drawn: boolean): string[] {
  const verdict = drawn
    ? `below the rate ${rate}, so it is inspected${inspector === undefined ? '' : ` by ${inspector}`}`
    : `not below the rate ${rate}, so it is not inspected`;
  return [`  双随机 random draw for inspection: ${draw} is ${verdict}`];
}

function ruleLines({ rule, asks, text, basis, result, evidence, reasons }: RuleFinding): string[] {
  const name = result === 'passed' ? asks : `${text}  ${rule}`;
  const lines = [`  ${MARKS[result]} ${name}`];
  const rows = evidence.map((one) => evidenceRow(one, reasons));
  lines.push(...textTable(rows, ['left', 'left', 'left', 'left', 'left'], '      '));
  for (const repair of new Set(reasons.map((reason) => reason.repair))) {
    lines.push(...wrapped(`→ ${repair}`, WIDTH - 6).map((line) => `      ${line}`));
  }
  lines.push(`      依据 basis: ${basis.source}, ${basis.section}`);
  return lines;
}

/** Rules that had nothing to compare, by the cause of it. */
function apartLines(rules: readonly RuleFinding[]): string[] {
  const causes = [...new Set(rules.map(({ why }) => why ?? ''))];
  return causes.flatMap((why) => {
    const names = rules.filter((one) => (one.why ?? '') === why).map(({ asks }) => asks);
    return [`  – 不适用 not asked: ${why}`, ...names.map((name) => `      ${name}`)];
  });
}

function evidenceRow({ left, right, relation }: Evidence, reasons: RuleFinding['reasons']): string[] {
  const row = [sideName(left), left.value ?? ''];
  if (!right) return row;
  const failed = reasons.some((one) => one.left?.field === left.field && one.left.gnum === left.gnum);
  return [...row, signOf(relation, failed, left.value === right.value), sideName(right), right.value ?? ''];
}

/** ≈: not the same characters, but equal once blanks, prefixes and widths are normalised. */
function signOf(relation: Evidence['relation'], failed: boolean, same: boolean): string {
  if (relation === '=') return failed ? '≠' : same ? '=' : '≈';
  if (relation === '≤') return failed ? '>' : '≤';
  return '→';
}

function sideName({ document, field, gnum }: Side): string {
  return `${document}.${field}${gnum === undefined ? '' : ` line ${gnum}`}`;
}

function taxLines(tax: Tax): string[] {
  const regime = tax.regime === 'REDUCED' ? 'within the single limit, reduced' : 'above the single limit, full rates';
  const names = Object.keys(TAX_WORDS) as (keyof typeof TAX_WORDS)[];
  const rows = names.map((name) => [TAX_WORDS[name], groupedMoney(tax[name])]);
  const price = ['完税价格 dutiable price', groupedMoney(tax.dutiablePrice)];
  return [`  税款 tax in CNY (${regime})`, ...textTable([price, ...rows], ['left', 'right'], '      ')];
}
