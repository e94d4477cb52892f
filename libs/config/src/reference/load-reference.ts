import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReferenceData } from '@sandan/domain';
import { BadReferenceError, type ReferenceProblem } from './bad-reference.error';
import { BOOKS_FILE, readBooks } from './read-books';
import { ENTERPRISES_FILE, readEnterprises } from './read-enterprises';
import { HS_RATES_FILE, readHsRates } from './read-hs-rates';
import { readSettings, SETTINGS_FILE } from './read-settings';

/**
 * Reads and checks a reference folder (contract 11). Throws one `BadReferenceError` that lists everything wrong in its
 * four files; a missing `settings.json` is not wrong, all its keys have defaults.
 */
export async function loadReference(folder: string): Promise<ReferenceData> {
  const problems: ReferenceProblem[] = [];
  // One after the other: the order of the problems must not depend on which file answered first.
  const enterprises = await readText(folder, ENTERPRISES_FILE, problems);
  const books = await readText(folder, BOOKS_FILE, problems);
  const hsRates = await readText(folder, HS_RATES_FILE, problems);
  const settings = await readText(folder, SETTINGS_FILE, problems, '{}');
  const data: ReferenceData = {
    enterprises: fromJson(ENTERPRISES_FILE, enterprises, problems, readEnterprises) ?? [],
    books: fromJson(BOOKS_FILE, books, problems, readBooks) ?? [],
    hsRows: hsRates === undefined ? [] : readHsRates(hsRates, problems),
    settings: fromJson(SETTINGS_FILE, settings, problems, readSettings) ?? readSettings({}, problems),
  };
  if (problems.length > 0) throw new BadReferenceError(folder, problems);
  return data;
}

async function readText(
  folder: string,
  file: string,
  problems: ReferenceProblem[],
  otherwise?: string,
): Promise<string | undefined> {
  try {
    const text = await readFile(join(folder, file), 'utf8');
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    if (code === 'ENOENT' && otherwise !== undefined) return otherwise;
    problems.push({ file, at: '', why: `cannot be read (${code})`, repair: 'put a readable file into the folder' });
    return undefined;
  }
}

function fromJson<T>(
  file: string,
  text: string | undefined,
  problems: ReferenceProblem[],
  read: (value: unknown, problems: ReferenceProblem[]) => T,
): T | undefined {
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The parser's own words quote the text, and with it perhaps the ID numbers of opening quotas.
    const place = /position \d+/.exec(error instanceof Error ? error.message : '')?.[0];
    problems.push({ file, at: place ?? '', why: 'not JSON', repair: 'check commas, quotes and brackets' });
    return undefined;
  }
  return read(value, problems);
}
