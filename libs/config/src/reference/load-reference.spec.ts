import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@sandan/domain';
import { BadReferenceError } from './bad-reference.error';
import { loadReference } from './load-reference';

const platform = { code: '00000000P1', name: '示例平台', roles: ['platform'], status: 'active' };
const item = {
  itemRecordNo: 'R1',
  itemNo: 'SKU-1',
  ebcCode: '00000000M1',
  gcode: '1806900000',
  gname: '示例巧克力',
  gmodel: '100克/盒',
  country: '301',
  unit: '140',
  unit1: '035',
  qty1PerUnit: '0.1',
  stock: '100',
};
const book = {
  emsNo: 'T0000E000001',
  areaCode: '00000000W1',
  areaName: '示例仓储',
  customsCode: '0000',
  portCode: '0000',
  trafMode: 'Y',
  agentCode: '00000000A1',
  agentName: '示例报关',
  assureCode: '00000000G1',
  items: [item],
};
const columns =
  'hs_code,name,unit1,unit1_name,unit2,unit2_name,vat_rate,consumption_rule,consumption_ad_valorem,' +
  'consumption_specific_cny,consumption_specific_below_cny,threshold_cny,threshold_unit,threshold_sheet_cny,' +
  'positive_list,prohibited,mfn_rate,confidence,note';
const chocolate = '1806900000,chocolate,035,千克,,,0.13,none,,,,,,,yes,no,,U,';

const files = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  'enterprises.json': [platform],
  'books.json': [book],
  'hs-rates.csv': `${columns}\n${chocolate}\n`,
  ...changes,
});

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'reference-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function load(contents: Record<string, unknown>) {
  for (const [file, content] of Object.entries(contents)) {
    if (content === undefined) continue;
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return loadReference(folder);
}

async function problemsOf(contents: Record<string, unknown>): Promise<string[]> {
  const error: unknown = await load(contents).catch((thrown: unknown) => thrown);
  if (!(error instanceof BadReferenceError)) throw new Error('the folder was accepted');
  for (const { why } of error.problems) expect(error.message).toContain(why);
  return error.problems.map(({ file, at, why }) => [file, at, why].filter((part) => part !== '').join(' '));
}

describe('a good folder', () => {
  it('is read with the defaults of the settings it leaves out', async () => {
    const reference = await load(files());
    expect(reference.enterprises).toEqual([platform]);
    expect(reference.books).toEqual([book]);
    expect(reference.settings).toEqual(DEFAULT_SETTINGS);
    expect(reference.hsRows).toEqual([
      {
        hsCode: '1806900000',
        name: 'chocolate',
        unit1: '035',
        unit2: '',
        vatRate: '0.13',
        consumptionRule: 'none',
        consumptionAdValorem: '',
        consumptionSpecificCny: '',
        consumptionSpecificBelowCny: '',
        thresholdCny: '',
        thresholdSheetCny: '',
        positiveList: 'yes',
        prohibited: 'no',
        mfnRate: '',
        validFrom: '',
        validTo: '',
      },
    ]);
  });

  it('may hold numbers for decimals, nulls for what is absent, and fields of others', async () => {
    const reference = await load(
      files({
        'enterprises.json': [{ ...platform, grade: null, declares: 'agent', authenticatesBuyers: true, other: 1 }],
        'books.json': [{ ...book, items: [{ ...item, qty1PerUnit: 0.1, stock: 100, unit2: '', qty2PerUnit: null }] }],
        'settings.json': { amountTolerance: 0.5, matchWindowHours: '12', other: true },
      }),
    );
    expect(reference.enterprises).toEqual([{ ...platform, declares: 'agent', authenticatesBuyers: true }]);
    expect(reference.books).toEqual([book]);
    expect(reference.settings).toMatchObject({ amountTolerance: '0.5', matchWindowHours: 12 });
  });

  it('keeps the defaults beside a rate that is set', async () => {
    const inspection = { rates: { discredited: 0.2 }, riskRules: [{ id: 'r1', when: { gcode: ['33'] }, rate: 1 }] };
    const { settings } = await load(files({ 'settings.json': { version: '2026-11-01', inspection } }));
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      version: '2026-11-01',
      inspection: {
        daySeed: '',
        rates: { advanced: 0, regular: 0, discredited: 0.2 },
        roster: [],
        riskRules: [{ id: 'r1', when: { gcode: ['33'] }, rate: 1 }],
      },
    });
  });

  it('may give an HS code several rows with days', async () => {
    const csv = `\ufeffvalid_from,valid_to,${columns}\r\n2026-01-01,2026-06-30,${chocolate}\r\n2026-07-01,,${chocolate}\r\n`;
    const { hsRows } = await load(files({ 'hs-rates.csv': csv }));
    expect(hsRows.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      ['2026-01-01', '2026-06-30'],
      ['2026-07-01', ''],
    ]);
  });
});

describe('a bad folder', () => {
  it.each([
    ['rates without a row', '', ['hs-rates.csv no rows']],
    ['rates with names alone', `${columns}\n`, ['hs-rates.csv no rows']],
    [
      'a code twice on one day',
      `${columns}\n${chocolate}\n${chocolate}\n`,
      ['hs-rates.csv line 3 hs_code stands in line 2 too'],
    ],
    [
      'rates that do not say what is prohibited',
      `${columns.replace(',prohibited', ',forbidden')}\n${chocolate}\n`,
      ['hs-rates.csv line 1 no column prohibited'],
    ],
    [
      'a word for yes that is none',
      `${columns}\n${chocolate.replace('yes,no', 'YES,YES')}\n`,
      ['hs-rates.csv line 2 prohibited not yes or no', 'hs-rates.csv line 2 positive_list not yes, no or unknown'],
    ],
  ])('is refused for %s', async (_, csv, problems) => {
    expect(await problemsOf(files({ 'hs-rates.csv': csv }))).toEqual(problems);
  });

  it('is told all its faults at once, each with its place', async () => {
    const problems = await problemsOf({
      'enterprises.json': [platform, { ...platform, status: 'asleep' }, 'x'],
      'books.json': [{ ...book, customsCode: 4600, items: [item, { ...item, stock: '-1', gname: '' }] }],
      'hs-rates.csv': `${columns}\n${chocolate.replace('0.13', '13')}\n33030000,x,035,,,,0.13,perfume,,,,,,,yes,no,,U,\n`,
      'settings.json': {
        singleLimit: 'much',
        inspection: { rates: { regular: 2 }, riskRules: [{ id: 'r1', when: { gcodes: ['33'] }, rate: 0.1 }] },
      },
    });
    expect(problems).toEqual([
      'enterprises.json /1/status not a known value',
      'enterprises.json /2 not an object',
      'enterprises.json /1/code registered twice',
      'books.json /0/items/1/gname missing',
      'books.json /0/items/1/stock not a plain decimal',
      'books.json /0/items/1/itemRecordNo recorded twice in this book',
      'books.json /0/customsCode not text',
      'hs-rates.csv line 2 vat_rate 1 or more',
      'hs-rates.csv line 3 hs_code not 10 characters',
      'hs-rates.csv line 3 consumption_rule not a known rule',
      'settings.json /singleLimit not a plain decimal',
      'settings.json /inspection/rates/regular not a number in range',
      'settings.json /inspection/riskRules/0/when/gcodes not a field of risk rules',
    ]);
  });

  it('may lack its files', async () => {
    expect(await problemsOf({})).toEqual([
      'enterprises.json cannot be read (ENOENT)',
      'books.json cannot be read (ENOENT)',
      'hs-rates.csv cannot be read (ENOENT)',
    ]);
  });

  it.each([
    [{ 'enterprises.json': '{' }, ['enterprises.json position 1 not JSON']],
    [{ 'books.json': {} }, ['books.json not a list']],
    [{ 'books.json': [book, book] }, ['books.json /1/emsNo book listed twice']],
    [{ 'books.json': [{ ...book, items: undefined }] }, ['books.json /0/items not a list']],
    [{ 'settings.json': [] }, ['settings.json not an object']],
    [
      { 'settings.json': { openingQuota: [{}] } },
      ['/buyerIdNumber', '/year', '/used'].map((at) => `settings.json /openingQuota/0${at} missing`),
    ],
    [
      { 'hs-rates.csv': 'hs_code,name\n1806900000,x\n' },
      ['vat_rate', 'consumption_rule', 'positive_list', 'prohibited'].map(
        (name) => `hs-rates.csv line 1 no column ${name}`,
      ),
    ],
    [
      { 'hs-rates.csv': `${columns}\n${chocolate.replace('none', 'beer')}\n` },
      ['hs-rates.csv line 2 consumption_specific_cny missing for the rule beer'],
    ],
    [
      { 'hs-rates.csv': `valid_from,${columns}\n2026-02-30,${chocolate}\n` },
      ['hs-rates.csv line 2 valid_from not a day'],
    ],
  ])('is refused: %j', async (changes, problems) => {
    expect(await problemsOf(files(changes))).toEqual(problems);
  });

  it('with broken settings does not show the ID numbers in them', async () => {
    const settings = '{"openingQuota":[{"buyerIdNumber":"000000190001010009","year":2026,"used" "1"}]}';
    const error: unknown = await load(files({ 'settings.json': settings })).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('settings.json');
    expect(String(error)).not.toContain('000000190001010009');
  });
});
