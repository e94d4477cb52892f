import { ExactNumber } from '../decode/exact-number';
import { DOCUMENT_KINDS } from '../documents/document-kind';
import { VALID_DOCUMENTS } from '../documents/valid-documents.fixture';
import { numberValue } from './number-value';
import { sameContent } from './same-content';

type Json = Record<string, unknown>;

const order = (changes: Json = {}): Json => ({ ...VALID_DOCUMENTS.order(), ...changes });
const lines = () => VALID_DOCUMENTS.order()['lines'] as [Json, Json];

const bothWays = (a: Json, b: Json): boolean => {
  const same = sameContent('order', a, b);
  expect(sameContent('order', b, a)).toBe(same);
  return same;
};

describe('two documents say the same', () => {
  it.each(DOCUMENT_KINDS)('when a %s is sent again as another transmission', (kind) => {
    const again = { guid: 'x', appTime: '20270101000000', appType: '2', appStatus: '1' };
    expect(sameContent(kind, VALID_DOCUMENTS[kind](), { ...VALID_DOCUMENTS[kind](), ...again })).toBe(true);
  });

  it.each<[string, Json, Json]>([
    ['decimals differ in spelling only', { freight: '10' }, { freight: '10.00000' }],
    ['a decimal is a JSON number', { freight: '10.50' }, { freight: 10.5 }],
    [
      'a decimal is kept by its text',
      { freight: '12345678901234.10' },
      { freight: new ExactNumber('12345678901234.1') },
    ],
    ['a decimal has leading zeros', { freight: '007' }, { freight: '7' }],
    ['absent is spelled null or empty', { note: null, payCode: '', payName: undefined }, { note: '' }],
    ['an unknown field is absent in another spelling', { extra: null }, {}],
    ['lines come in another order', {}, { lines: lines().reverse() }],
    ['a gnum is text', {}, { lines: [{ ...lines()[0], gnum: '01' }, lines()[1]] }],
    ['an unknown number is decimal text', { extra: { a: [10] } }, { extra: { a: ['10.0'] } }],
    ['unknown keys come in another order', { extra: { a: 1, b: null } }, { extra: { c: '', a: 1 } }],
    ['keys come in another order', { note: 'x', orderNo: 'ORD0001' }, { orderNo: 'ORD0001', note: 'x' }],
  ])('when %s', (_title, a, b) => {
    expect(bothWays(order(a), order(b))).toBe(true);
  });
});

describe('two documents differ', () => {
  it.each<[string, Json, Json]>([
    ['a text field', { orderNo: '10' }, { orderNo: '10.0' }],
    ['a decimal', { freight: '10' }, { freight: '10.00001' }],
    [
      'a decimal far behind the precision of a double',
      { freight: '12345678901234.12345' },
      { freight: '12345678901234.12346' },
    ],
    ['an optional field that only one has', { note: 'x' }, {}],
    ['a decimal that only one has', { extraFee: 0 }, {}],
    ['an unknown field', { extra: { a: ['x'] } }, { extra: { a: ['y'] } }],
    ['an unknown text that is another text for the same number', { extra: '012' }, { extra: '12' }],
    ['the number of lines', {}, { lines: lines().slice(0, 1) }],
    ['a field of a line', {}, { lines: [lines()[0], { ...lines()[1], qty: '3' }] }],
    ['an unknown field of a line', {}, { lines: [lines()[0], { ...lines()[1], guid: 'x' }] }],
    [
      'lines that swapped numbers',
      {},
      {
        lines: [
          { ...lines()[0], gnum: 2 },
          { ...lines()[1], gnum: 1 },
        ],
      },
    ],
    ['an inherited name', JSON.parse('{"__proto__":{"a":1}}') as Json, {}],
    ['an unknown true', { extra: true }, { extra: 'true' }],
  ])('by %s', (_title, a, b) => {
    expect(bothWays(assigned(a), assigned(b))).toBe(false);
  });
});

/** Copies own keys as they are: a spread would take `__proto__` as an own key too, an assignment would not. */
function assigned(changes: Json): Json {
  return Object.defineProperties(order(), Object.getOwnPropertyDescriptors(changes)) as Json;
}

it.each([
  ['10', '1e1'],
  ['10.00000', '1e1'],
  ['0.50', '5e-1'],
  ['000', '0'],
  ['-0.0', '0'],
  ['-1.5', '-15e-1'],
  ['1e3', '1e3'],
  ['1000', '1e3'],
  ['x', undefined],
])('the number value of %s is %s', (text, value) => {
  expect(numberValue(text)).toBe(value);
});
