import { ExactNumber } from '../decode/exact-number';
import { DOCUMENT_KINDS, type DocumentKind, TOPIC_KIND } from '../documents/document-kind';
import { VALID_DOCUMENTS } from '../documents/valid-documents.fixture';
import { FLOW } from '../flow';
import { checkDocument, MISNUMBERED } from './check-document';
import { DOCUMENT_RULES } from './field-rules';

type Json = Record<string, unknown>;

const whyOf = (kind: DocumentKind, field: string, value: unknown): string | undefined => {
  const faults = checkDocument(kind, { ...VALID_DOCUMENTS[kind](), [field]: value });
  return faults.find((fault) => fault.field === field)?.why;
};

const orderWithLines = (...lines: unknown[]): Json => ({ ...VALID_DOCUMENTS.order(), lines });
const line = (changes: Json): Json => ({ ...(VALID_DOCUMENTS.order()['lines'] as Json[])[0], ...changes });

describe('field faults', () => {
  it.each([
    ['order', 'orderNo', 'x'.repeat(61), 'longer than 60 characters'],
    ['order', 'orderNo', 17, 'not a JSON string'],
    ['order', 'orderNo', new ExactNumber('12345678901234567890'), 'not a JSON string'],
    ['order', 'orderNo', null, 'missing'],
    ['order', 'orderNo', '', 'missing'],
    ['order', 'guid', 'x'.repeat(35), 'not exactly 36 characters'],
    ['order', 'appType', '4', 'not one of 1, 2, 3'],
    ['order', 'appType', 1, 'not a JSON string'],
    ['order', 'appStatus', undefined, 'missing'],
    ['order', 'appTime', '20260230000000', 'impossible date'],
    ['order', 'appTime', '20261111250000', 'impossible date'],
    ['order', 'appTime', '20261111', 'not 14 digits'],
    ['order', 'currency', '840', 'not 142'],
    ['order', 'orderType', 'E', 'not I'],
    ['order', 'buyerIdType', '2', 'not 1'],
    ['order', 'acturalPaid', '-1.00', 'negative'],
    ['order', 'acturalPaid', -1, 'negative'],
    ['order', 'acturalPaid', '1.234567', 'more than 5 decimals'],
    ['order', 'acturalPaid', 1e21, 'has a sign or an exponent'],
    ['order', 'acturalPaid', '1e2', 'has a sign or an exponent'],
    ['order', 'acturalPaid', new ExactNumber('1e2'), 'has a sign or an exponent'],
    ['order', 'acturalPaid', '+1', 'has a sign or an exponent'],
    ['order', 'acturalPaid', '123456789012345', 'more than 14 digits before the point'],
    ['order', 'acturalPaid', ' 1', 'not a decimal'],
    ['order', 'acturalPaid', '1.', 'not a decimal'],
    ['order', 'acturalPaid', '１', 'not a decimal'],
    ['order', 'acturalPaid', {}, 'not a decimal'],
    ['waybill', 'packNo', '1.5', 'not a whole number'],
    ['waybill', 'packNo', -1, 'negative'],
    ['waybill', 'packNo', '1234567890', 'more than 9 digits'],
    ['inventory', 'tradeMode', '9610', 'not 1210'],
    ['inventory', 'customsCode', '46A0', 'not 4 digits'],
    ['inventory', 'declTime', '20260431', 'impossible date'],
    ['inventory', 'emsNo', undefined, 'missing'],
    ['inventory', 'areaCode', null, 'missing'],
    ['inventory', 'areaName', '', 'missing'],
    ['cancellation', 'appType', '2', 'not 1'],
    ['return', 'appType', '3', 'not 1'],
    ['return', 'reason', 'x'.repeat(1001), 'longer than 1000 characters'],
  ] as const)('%s.%s = %j is refused: %s', (kind, field, value, why) => {
    expect(whyOf(kind, field, value)).toBe(why);
  });

  it.each([
    ['order', 'orderNo', '😀'.repeat(60)],
    ['order', 'acturalPaid', '12345678901234.12345'],
    ['order', 'acturalPaid', new ExactNumber('12345678901234.12345')],
    ['order', 'acturalPaid', 218.2],
    ['order', 'acturalPaid', 0],
    ['order', 'note', null],
    ['order', 'appTime', '20240229235959'],
    ['waybill', 'packNo', '6000'],
    ['waybill', 'freight', ''],
    ['inventory', 'trafMode', '?'],
    ['inventory', 'wrapType', '9'],
    ['inventory', 'packNo', 1],
    ['cancellation', 'invtNo', undefined],
    ['return', 'invtNo', ''],
  ] as const)('%s.%s = %j is accepted', (kind, field, value) => {
    expect(whyOf(kind, field, value)).toBeUndefined();
  });

  it('are all told, in the order of the message', () => {
    const order = { ...VALID_DOCUMENTS.order(), ebpName: '', currency: 'CNY', note: 7 };
    expect(checkDocument('order', order)).toEqual([
      { field: 'ebpName', why: 'missing' },
      { field: 'currency', why: 'not 142' },
      { field: 'note', why: 'not a JSON string' },
    ]);
  });

  it('never repeat the value', () => {
    const secret = '000000190001010009';
    for (const kind of DOCUMENT_KINDS) {
      const value = Object.fromEntries(DOCUMENT_RULES[kind].map(({ name }) => [name, secret.repeat(60)]));
      expect(JSON.stringify(checkDocument(kind, value))).not.toContain(secret);
    }
  });
});

describe('faults of lines', () => {
  it('name the line and its gnum', () => {
    expect(checkDocument('order', orderWithLines(line({ gnum: '2', qty: '-1' }), line({ gnum: 1 })))).toEqual([
      { field: 'qty', line: 0, gnum: 2, why: 'negative' },
    ]);
  });

  it('leave the gnum out where it cannot be read', () => {
    expect(checkDocument('order', orderWithLines(line({ gnum: 'x' })))).toEqual([
      { field: 'gnum', line: 0, why: 'not a line number 1, 2, 3 …' },
    ]);
  });

  it('tell a gap in the numbers', () => {
    expect(checkDocument('order', orderWithLines(line({ gnum: 1 }), line({ gnum: 3 })))).toEqual([
      { field: 'gnum', line: 1, gnum: 3, why: MISNUMBERED },
    ]);
  });

  it('tell a number used twice, 1 being "1"', () => {
    expect(checkDocument('order', orderWithLines(line({ gnum: 1 }), line({ gnum: '1' })))).toEqual([
      { field: 'gnum', line: 1, gnum: 1, why: MISNUMBERED },
    ]);
  });

  it('tell a line that is not an object', () => {
    expect(checkDocument('order', orderWithLines(line({ gnum: 1 }), null, []))).toEqual([
      { field: 'lines', line: 1, why: 'not an object' },
      { field: 'lines', line: 2, why: 'not an object' },
    ]);
  });

  it.each([
    [undefined, 'missing'],
    [[], 'no lines'],
    ['x', 'not an array'],
    [Array.from({ length: 100 }, (_, at) => line({ gnum: at + 1 })), 'more than 99 lines'],
  ])('tell a list that is none (%#)', (lines, why) => {
    expect(checkDocument('order', { ...VALID_DOCUMENTS.order(), lines })).toEqual([{ field: 'lines', why }]);
  });

  it('are none for numbers in any order', () => {
    expect(checkDocument('order', orderWithLines(line({ gnum: 2 }), line({ gnum: '3' }), line({ gnum: 1 })))).toEqual(
      [],
    );
  });

  it('leave the second legal unit and quantity of an inventory line independent', () => {
    const inventory = VALID_DOCUMENTS.inventory();
    const [first, second] = inventory['lines'] as [Json, Json];
    expect(
      checkDocument('inventory', {
        ...inventory,
        lines: [
          { ...first, qty2: '1' },
          { ...second, unit2: '035' },
        ],
      }),
    ).toEqual([]);
  });
});

it('every topic of documents is one that the parcel stage consumes', () => {
  const consumed = FLOW.find(({ stage }) => stage === 'parcel')?.consumes;
  expect(consumed).toEqual(expect.arrayContaining(Object.keys(TOPIC_KIND)));
  expect(Object.values(TOPIC_KIND).toSorted()).toEqual(DOCUMENT_KINDS.toSorted());
});
