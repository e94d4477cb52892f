import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { idCheckCharacter } from '../identity';
import { sampleReference } from './build';
import { sampleCatalogue, type Shelf } from './catalogue';
import { referenceFiles } from './files';
import { SAMPLE_HS_ROWS } from './sample-rates';

const reference = sampleReference();
const items = reference.books.flatMap((book) => book.items.map((item) => ({ book, item })));

function withRole(role: string) {
  return reference.enterprises.filter((enterprise) => enterprise.roles.includes(role));
}

function suspended(role: string): number {
  return withRole(role).filter((enterprise) => enterprise.status === 'suspended').length;
}

describe('the files of the sample reference', () => {
  it.each(Object.entries(referenceFiles()))('%s holds what the builder says', (name, text) => {
    expect(readFileSync(join(__dirname, name), 'utf8')).toBe(text);
  });

  it('read back as the builder made them', () => {
    const files = referenceFiles();
    expect(JSON.parse(files['books.json'] ?? '')).toEqual(reference.books);
    expect(JSON.parse(files['enterprises.json'] ?? '')).toEqual(reference.enterprises);
    expect(JSON.parse(files['settings.json'] ?? '')).toEqual(reference.settings);
  });

  it('give every caller a copy of its own', () => {
    const mine = sampleReference();
    mine.books[0]?.items.pop();
    mine.settings.singleLimit = '1.00';
    expect(sampleReference()).toEqual(reference);
  });
});

describe('the enterprises of the sample', () => {
  it('are as many as each role needs, some of them suspended', () => {
    const roles = ['platform', 'merchant', 'payment', 'logistics', 'agent', 'warehouse'];
    expect(roles.map((role) => withRole(role).length)).toEqual([6, 40, 4, 6, 4, 5]);
    expect(roles.map(suspended)).toEqual([1, 2, 1, 1, 1, 1]);
  });

  it('have codes of a district that does not exist, each its own', () => {
    const codes = reference.enterprises.map((enterprise) => enterprise.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => /^0000[A-Z]\d{5}$/.test(code))).toBe(true);
  });

  it('leave the declaration to the engine for thirty merchants and to an agent for ten', () => {
    const merchants = withRole('merchant');
    expect(merchants.filter((merchant) => merchant.declares === 'engine')).toHaveLength(30);
    expect(merchants.filter((merchant) => merchant.declares === 'agent')).toHaveLength(10);
    expect(new Set(merchants.map((merchant) => merchant.grade))).toEqual(
      new Set(['advanced', 'discredited', undefined]),
    );
  });
});

describe('the books of the sample', () => {
  it('are eight, numbered in the usual shape, under three customs', () => {
    expect(reference.books).toHaveLength(8);
    expect(new Set(reference.books.map((book) => book.customsCode))).toEqual(new Set(['4604', '4612', '4620']));
    for (const book of reference.books) expect(book.emsNo).toMatch(new RegExp(`^[A-Z]${book.customsCode}B26A\\d{3}$`));
  });

  it('belong to active warehouses, agents and guarantors', () => {
    const active = new Set(reference.enterprises.filter((one) => one.status === 'active').map((one) => one.code));
    for (const book of reference.books) {
      expect([book.areaCode, book.agentCode, book.assureCode].filter((code) => !active.has(code))).toEqual([]);
    }
  });

  it('record 400 items, numbered once in a book and once by their merchant', () => {
    expect(items).toHaveLength(400);
    expect(new Set(items.map(({ book, item }) => `${book.emsNo}:${item.itemRecordNo}`)).size).toBe(400);
    expect(new Set(items.map(({ item }) => `${item.ebcCode}:${item.itemNo}`)).size).toBe(400);
  });

  it('hold each merchant in one or two of them', () => {
    for (const { code } of withRole('merchant')) {
      const books = new Set(items.filter(({ item }) => item.ebcCode === code).map(({ book }) => book.emsNo));
      expect([1, 2]).toContain(books.size);
    }
  });

  it('use the units of the HS row, the second where there is one', () => {
    const rows = new Map(SAMPLE_HS_ROWS.map((row) => [row.hsCode, row]));
    for (const { item } of items) {
      const row = rows.get(item.gcode);
      expect([item.unit1, item.unit2 ?? '']).toEqual([row?.unit1, row?.unit2]);
      expect(item.qty1PerUnit).toMatch(/^\d+(\.\d{1,3})?$/);
      expect(item.qty2PerUnit === undefined).toBe(item.unit2 === undefined);
    }
  });
});

describe('what the sample keeps for faults', () => {
  const shelves = (shelf: Shelf) => sampleCatalogue().items.filter((item) => item.shelf === shelf);
  const row = (hsCode: string) => SAMPLE_HS_ROWS.find((one) => one.hsCode === hsCode);

  it('counts 320 items that clear, 32 without stock, 16 unlisted, 8 prohibited, 16 costly, 8 unrated', () => {
    const kinds: Shelf[] = ['normal', 'stockless', 'unlisted', 'prohibited', 'costly', 'unrated'];
    expect(kinds.map((kind) => shelves(kind).length)).toEqual([320, 32, 16, 8, 16, 8]);
  });

  it('has stock 0 for the stockless alone', () => {
    for (const { shelf, recorded } of sampleCatalogue().items) {
      expect(recorded.stock).toBe(shelf === 'stockless' ? '0' : '5000000');
    }
  });

  it('prices costly and unrated items over the single limit and normal ones far below', () => {
    for (const item of [...shelves('costly'), ...shelves('unrated')]) expect(item.priceFen).toBeGreaterThan(500_000);
    for (const item of shelves('normal')) expect(item.priceFen).toBeLessThan(80_000);
  });

  it('knows no duty rate of the unrated items only', () => {
    for (const item of shelves('unrated')) expect(row(item.recorded.gcode)?.mfnRate).toBe('');
    for (const item of shelves('costly')) expect(row(item.recorded.gcode)?.mfnRate).toMatch(/^0\.\d\d$/);
  });

  it('marks what it invented in the note of every HS row', () => {
    expect(SAMPLE_HS_ROWS.filter((one) => !one.note.startsWith('SAMPLE: '))).toEqual([]);
    expect(SAMPLE_HS_ROWS.filter((one) => one.prohibited === 'yes').map((one) => one.hsCode)).toEqual(['3304990010']);
  });

  it('leaves 300 valid buyers at most 15 CNY of their year', () => {
    const { openingQuota } = reference.settings;
    expect(new Set(openingQuota.map((buyer) => buyer.buyerIdNumber)).size).toBe(300);
    for (const { buyerIdNumber, used, year } of openingQuota) {
      expect(buyerIdNumber.charAt(17)).toBe(idCheckCharacter(buyerIdNumber.slice(0, 17)));
      expect(year).toBe(2026);
      expect(26_000 - Number(used)).toBeLessThanOrEqual(15);
    }
  });
});
