import { type FateChange, type FateSums, type ReplayComparison, type ReplayCounts, sumFates } from '@sandan/audit';
import { textTable } from '../start/text-table';

const SHOWN = 20;

/** The day by the same rules: nothing, or what is not as it was. */
export function sameRulesText(comparison: ReplayComparison, counts: ReplayCounts, json: boolean): string {
  const { recorded, replayed, same, different } = comparison;
  const differences = comparison.differences();
  if (json) return `${JSON.stringify({ ...counts, recorded, replayed, same, different, differences })}\n`;
  const lines = [`${recorded} decisions of the day, ${replayed} taken again: ${same} the same, ${different} different`];
  if (counts.faults > 0) lines.push(`${counts.faults} entries or pages could not be read`);
  if (differences[0]) lines.push(`first difference: ${differences[0].clearanceId}`);
  for (const what of differences[0]?.what ?? []) lines.push(`  ${what}`);
  for (const { clearanceId, what } of differences.slice(1, SHOWN)) lines.push(`${clearanceId}: ${what[0] ?? ''}`);
  return `${lines.join('\n')}\n`;
}

/** The day by a draft: what changes in all, then every parcel whose fate changes. */
export function draftText(comparison: ReplayComparison, counts: ReplayCounts, json: boolean): string {
  const changes = comparison.fateChanges();
  const sums = sumFates(changes);
  const { recorded, replayed } = comparison;
  if (json) return `${JSON.stringify({ ...counts, recorded, replayed, sums, changes })}\n`;
  const lines = [`${recorded} decisions of the day; the fate of ${sums.parcels} parcels changes`, ...sumLines(sums)];
  if (changes.length > 0)
    lines.push('', 'Parcels', ...textTable(changes.map(changeRow), ['left', 'left', 'left', 'right']));
  return `${lines.join('\n')}\n`;
}

function sumLines({ parcels, outcomes, reasons, platforms, tax }: FateSums): string[] {
  if (parcels === 0) return [];
  const counted = (counts: Record<string, number>) =>
    textTable(
      Object.entries(counts)
        .sort(([, a], [, b]) => b - a)
        .map(([name, count]) => [name, String(count)]),
      ['left', 'right'],
    );
  const byReason = Object.entries(reasons).map(([name, { fail, pass }]) => [name, `${fail} fail`, `${pass} pass`]);
  return [
    ...['', 'Outcomes', ...counted(outcomes)],
    ...['', 'Reasons', ...textTable(byReason, ['left', 'right', 'right'])],
    ...['', 'Platforms', ...counted(platforms)],
    ...['', `Tax of these parcels: ${tax.before} → ${tax.after} CNY (${tax.difference})`],
  ];
}

function changeRow({ parcelId, before, after }: FateChange): string[] {
  const fates = `${before?.outcome ?? 'undecided'} → ${after?.outcome ?? 'undecided'}`;
  const reasons = (after?.reasons.length ? after : before)?.reasons.join(', ') ?? '';
  return [parcelId, fates, reasons, `${before?.tax ?? '-'} → ${after?.tax ?? '-'}`];
}
