import type { ConsumptionRule, HsRow } from '@sandan/domain';
import { parse } from 'csv-parse/sync';
import type { ReferenceProblem } from './bad-reference.error';

export const HS_RATES_FILE = 'hs-rates.csv';

type Columns = Record<string, string>;
type Bad = (column: string, why: string, repair: string) => void;

const NEEDED_COLUMNS = ['hs_code', 'vat_rate', 'consumption_rule', 'positive_list', 'prohibited'] as const;

const DECIMAL_COLUMNS = [
  'vat_rate',
  'consumption_ad_valorem',
  'consumption_specific_cny',
  'consumption_specific_below_cny',
  'threshold_cny',
  'threshold_sheet_cny',
  'mfn_rate',
] as const;

/** The columns that the formula of each consumption tax rule cannot do without. */
const NEEDED_BY_RULE: Record<ConsumptionRule, readonly string[]> = {
  none: [],
  wine: ['consumption_ad_valorem'],
  spirits: ['consumption_ad_valorem', 'consumption_specific_cny'],
  yellow_wine: ['consumption_specific_cny'],
  beer: ['consumption_specific_cny'],
  cosmetics: ['consumption_ad_valorem'],
  watch: ['consumption_ad_valorem', 'threshold_cny'],
};

/** Empty stands for no. */
const YES_OR_NO: ReadonlySet<string> = new Set(['yes', 'no', '']);
/** Only yes passes. */
const MEMBERSHIPS: ReadonlySet<string> = new Set(['yes', 'no', 'unknown', '']);

const DECIMAL = /^\d{1,14}(?:\.\d{1,15})?$/;

/** `hs-rates.csv` (contract 11): one row for an HS code, several where each has its days. */
export function readHsRates(text: string, problems: ReferenceProblem[]): HsRow[] {
  const known = problems.length;
  const rows = parseRows(text, problems);
  if (rows.length === 0 && problems.length === known) {
    problems.push({
      file: HS_RATES_FILE,
      at: '',
      why: 'no rows',
      repair: 'give a row for each HS code, below their names',
    });
  }
  const missing = NEEDED_COLUMNS.filter((column) => rows.length > 0 && rows[0]?.record[column] === undefined);
  for (const column of missing) {
    problems.push({ file: HS_RATES_FILE, at: 'line 1', why: `no column ${column}`, repair: 'add the column' });
  }
  if (missing.length > 0) return [];
  const read = rows.map(({ record, line }) => readRow(record, line, problems));
  checkDays(
    read.map((row, index) => ({ row, line: rows[index]!.line })),
    problems,
  );
  return read;
}

const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

/** On one day an HS code has one row: of two, nobody could tell which one holds. */
function checkDays(rows: readonly { row: HsRow; line: number }[], problems: ReferenceProblem[]): void {
  const byCode = new Map<string, { row: HsRow; line: number }[]>();
  for (const one of rows) {
    const { hsCode, validFrom, validTo } = one.row;
    const before = byCode.get(hsCode) ?? [];
    const other = before.find(
      ({ row }) =>
        (row.validFrom || FIRST_DAY) <= (validTo || LAST_DAY) && (validFrom || FIRST_DAY) <= (row.validTo || LAST_DAY),
    );
    if (other) {
      const repair = 'leave one of them out, or give them valid_from and valid_to of their own';
      problems.push({
        file: HS_RATES_FILE,
        at: `line ${one.line} hs_code`,
        why: `stands in line ${other.line} too`,
        repair,
      });
    }
    byCode.set(hsCode, [...before, one]);
  }
}

function parseRows(text: string, problems: ReferenceProblem[]): { record: Columns; line: number }[] {
  try {
    const options = { columns: true, bom: true, trim: true, skip_empty_lines: true, info: true } as const;
    const rows = parse(text, options) as unknown as { record: Columns; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.push({ file: HS_RATES_FILE, at: '', why, repair: 'save it as comma-separated UTF-8 text' });
    return [];
  }
}

function readRow(columns: Columns, line: number, problems: ReferenceProblem[]): HsRow {
  const bad: Bad = (column, why, repair) =>
    problems.push({ file: HS_RATES_FILE, at: `line ${line} ${column}`, why, repair });
  const held = (column: string) => columns[column] ?? '';
  checkRow(held, bad);
  return {
    hsCode: held('hs_code'),
    name: held('name'),
    unit1: held('unit1'),
    unit2: held('unit2'),
    vatRate: held('vat_rate'),
    consumptionRule: ruleOf(held('consumption_rule')) ?? 'none',
    consumptionAdValorem: held('consumption_ad_valorem'),
    consumptionSpecificCny: held('consumption_specific_cny'),
    consumptionSpecificBelowCny: held('consumption_specific_below_cny'),
    thresholdCny: held('threshold_cny'),
    thresholdSheetCny: held('threshold_sheet_cny'),
    positiveList: held('positive_list'),
    prohibited: held('prohibited'),
    mfnRate: held('mfn_rate'),
    validFrom: held('valid_from'),
    validTo: held('valid_to'),
  };
}

function checkRow(held: (column: string) => string, bad: Bad): void {
  if (held('hs_code').length !== 10) bad('hs_code', 'not 10 characters', 'use the 10-digit code as text');
  if (held('vat_rate') === '') bad('vat_rate', 'missing', 'give the rate as a fraction, such as 0.13');
  for (const column of DECIMAL_COLUMNS) {
    const value = held(column);
    if (value !== '' && !DECIMAL.test(value)) bad(column, 'not a plain decimal', 'write a fraction such as 0.13');
  }
  // The price with tax is divided by 1 − rate: a rate of 13 for 13 % would turn the tax around.
  for (const column of ['vat_rate', 'consumption_ad_valorem']) {
    if (Number(held(column)) >= 1) bad(column, '1 or more', 'write 13 % as 0.13');
  }
  checkRule(held, bad);
  if (!YES_OR_NO.has(held('prohibited'))) bad('prohibited', 'not yes or no', 'write yes or no');
  if (!MEMBERSHIPS.has(held('positive_list')))
    bad('positive_list', 'not yes, no or unknown', 'write yes, no or unknown');
  for (const column of ['valid_from', 'valid_to']) {
    if (held(column) !== '' && !isDay(held(column))) bad(column, 'not a day', 'write YYYY-MM-DD');
  }
}

function checkRule(held: (column: string) => string, bad: Bad): void {
  const rule = ruleOf(held('consumption_rule'));
  if (!rule) return bad('consumption_rule', 'not a known rule', `use one of ${Object.keys(NEEDED_BY_RULE).join(', ')}`);
  for (const column of NEEDED_BY_RULE[rule]) {
    if (held(column) === '') bad(column, `missing for the rule ${rule}`, 'fill it in');
  }
}

function ruleOf(text: string): ConsumptionRule | undefined {
  if (text === '') return 'none';
  return (Object.keys(NEEDED_BY_RULE) as ConsumptionRule[]).find((rule) => rule === text);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
