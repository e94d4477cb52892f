import { sampleReference } from './build';

/** A JSON array with one element a line, so that a change of one item is one changed line. */
function elementPerLine(elements: readonly object[], indent: string): string {
  const lines = elements.map((element) => `${indent}  ${JSON.stringify(element)}`);
  return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n${indent}]`;
}

/** A JSON object with one member a line, and `list` with one element a line. */
function withLongList(value: object, list: string, indent: string): string {
  const members = Object.entries(value).map(([name, member]) => {
    const text = name === list ? elementPerLine(member as object[], `${indent}  `) : JSON.stringify(member);
    return `${indent}  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}

/** The four files of the sample folder: name -> text. */
export function referenceFiles(): Record<string, string> {
  const { enterprises, books, hsCsv, settings } = sampleReference();
  return {
    'enterprises.json': `${elementPerLine(enterprises, '')}\n`,
    'books.json': `[\n${books.map((book) => `  ${withLongList(book, 'items', '  ')}`).join(',\n')}\n]\n`,
    'hs-rates.csv': hsCsv,
    'settings.json': `${withLongList(settings, 'openingQuota', '')}\n`,
  };
}
