import type { Outcome } from '@sandan/domain';
import type { DaySummary } from '../run/summary';
import { type Align, textTable } from './text-table';
import { beijingTime, grouped, groupedMoney, OUTCOME_WORDS, reasonWords, TAX_WORDS } from '../run/words';

export interface Played {
  seconds: number;
  records: number;
}

const REASONS_SHOWN = 12;
const COUNT: readonly Align[] = ['left', 'right', 'right'];

/** The day on a terminal: what came out, why parcels were held, what they owe, who is busy, who waits. */
export function dayTable(summary: DaySummary, played: Played): string {
  const rate = grouped(Math.round(summary.parcels / Math.max(played.seconds, 0.001)));
  const facts = `${grouped(played.records)} records in ${played.seconds.toFixed(1)} s, ${rate} parcels/s`;
  const head = `${grouped(summary.parcels)} parcels  ${facts}`;
  const blocks = [
    [head],
    outcomes(summary),
    reasons(summary),
    taxes(summary),
    platforms(summary),
    waiting(summary),
    deadLetters(summary),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function outcomes({ outcomes, clearances }: DaySummary): string[] {
  const rows = Object.entries(OUTCOME_WORDS).flatMap(([outcome, words]) => {
    const count = outcomes[outcome as Outcome] ?? 0;
    return count === 0 ? [] : [[words, grouped(count), share(count, clearances)]];
  });
  return ['结果 Outcomes', ...textTable(rows, COUNT)];
}

function reasons({ reasons }: DaySummary): string[] {
  const sorted = Object.entries(reasons).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (sorted.length === 0) return [];
  const rows = sorted.slice(0, REASONS_SHOWN).map(([reason, count]) => [reasonWords(reason), grouped(count), reason]);
  const rest = sorted.slice(REASONS_SHOWN).reduce((sum, [, count]) => sum + count, 0);
  if (rest > 0) rows.push([`其他 ${sorted.length - REASONS_SHOWN} more reasons`, grouped(rest), '']);
  return ['原因 Reasons', ...textTable(rows, ['left', 'right', 'left'])];
}

function taxes({ tax }: DaySummary): string[] {
  const rows = Object.entries(TAX_WORDS).map(([name, words]) => [
    words,
    groupedMoney(tax[name as keyof typeof TAX_WORDS]),
  ]);
  rows.push(['完税价格 dutiable price', groupedMoney(tax.dutiablePrice)]);
  return ['税款 Tax of admitted parcels, CNY', ...textTable(rows, ['left', 'right'])];
}

function platforms({ platforms }: DaySummary): string[] {
  if (platforms.length === 0) return [];
  const rows = platforms.map(({ code, name, parcels, released, refused }) => [
    ...[name, code, grouped(parcels), grouped(released), grouped(refused)],
  ]);
  const head = ['', '', 'parcels', 'released', 'refused'];
  const table = textTable([head, ...rows], ['left', 'left', 'right', 'right', 'right']);
  return ['平台 Busiest platforms', ...table];
}

function waiting({ waiting }: DaySummary): string[] {
  if (waiting.numbers === 0) return ['待单 Nothing waits for documents'];
  const rows = waiting.oldest.map(({ orderNo, since, until }) => [orderNo, beijingTime(since), beijingTime(until)]);
  const table = textTable([['order number', 'since (Beijing)', 'until'], ...rows], ['left', 'left', 'left']);
  return [`待单 ${grouped(waiting.numbers)} numbers wait for documents; the oldest`, ...table];
}

function deadLetters({ deadLetters }: DaySummary): string[] {
  const rows = Object.entries(deadLetters).map(([reason, count]) => [reason, grouped(count)]);
  return rows.length === 0 ? [] : ['死信 Dead letters', ...textTable(rows, ['left', 'right'])];
}

function share(count: number, of: number): string {
  return of === 0 ? '' : `${((100 * count) / of).toFixed(1)} %`;
}
