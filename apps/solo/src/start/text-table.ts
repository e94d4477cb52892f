import { padEnd, padStart, textWidth } from './text-width';

export type Align = 'left' | 'right';

const GAP = '  ';

/** Rows in columns as wide as their widest cell; no blanks at the ends of lines. */
export function textTable(rows: readonly (readonly string[])[], align: readonly Align[], indent = '  '): string[] {
  const widths = align.map((_, column) => Math.max(0, ...rows.map((row) => textWidth(row[column] ?? ''))));
  return rows.map((row) => {
    const cells = align.map((side, column) => {
      const cell = row[column] ?? '';
      return side === 'right' ? padStart(cell, widths[column]!) : padEnd(cell, widths[column]!);
    });
    return `${indent}${cells.join(GAP)}`.trimEnd();
  });
}
