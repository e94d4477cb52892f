import { decodeJson, encodeJson, withoutExactNumbers } from './decode-json';
import { decodeText, decodeValue, VALUE_BYTES_MAX } from './decode-value';
import { ExactNumber } from './exact-number';

const utf8 = (text: string) => new TextEncoder().encode(text);

const valueOf = (text: string): Record<string, unknown> => {
  const decoded = decodeValue(utf8(text));
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.value;
};

describe('an unreadable value', () => {
  it.each([
    ['a missing value', null, 'not-json'],
    ['one byte over 1 MiB', new Uint8Array(VALUE_BYTES_MAX + 1), 'too-large'],
    ['a broken UTF-8 sequence', Uint8Array.of(0x7b, 0xc3, 0x28, 0x7d), 'not-utf8'],
    ['an encoded surrogate', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'not-utf8'],
    ['a byte order mark', utf8('\ufeff{}'), 'not-json'],
    ['no JSON', utf8('{"a":'), 'not-json'],
    ['an empty value', utf8(''), 'not-json'],
    ['an array', utf8('[1]'), 'not-an-object'],
    ['a string', utf8('"x"'), 'not-an-object'],
    ['a number', utf8('12345678901234567890'), 'not-an-object'],
    ['null', utf8('null'), 'not-an-object'],
  ])('is told apart: %s', (_title, bytes, reason) => {
    expect(decodeValue(bytes)).toEqual({ ok: false, reason });
  });

  it('is one nested a million times, which would overflow the stack of a later reader', () => {
    const depth = 1_000_000;
    expect(decodeText(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`)).toEqual({ ok: false, reason: 'not-json' });
    expect(decodeText('{"a":'.repeat(100) + '1' + '}'.repeat(100))).toEqual({ ok: false, reason: 'not-json' });
  });
});

describe('a readable value', () => {
  it('may be exactly 1 MiB', () => {
    const text = `{"note":"${'x'.repeat(VALUE_BYTES_MAX - 11)}"}`;
    expect(decodeValue(utf8(text))).toMatchObject({ ok: true, text });
  });

  it('may have many brackets that are not nested', () => {
    expect(decodeText(`{"lines":[${Array(99).fill('{"gnum":1}').join(',')}]}`)).toMatchObject({ ok: true });
  });

  it('keeps ordinary numbers as numbers', () => {
    expect(decodeValue(utf8('{"qty":1.5,"gnum":1,"price":0.12345}'))).toMatchObject({
      value: { qty: 1.5, gnum: 1, price: 0.12345 },
      exact: false,
    });
  });

  it.each(['12345678901234.12345', '1e2', '1E+2', '-1', '-0', '0.1234567', '1.000000', '1234567890123456', '1.0e1'])(
    'keeps the text of the number %s',
    (number) => {
      for (const text of [
        `{"a":${number}}`,
        `{"a":"x","b":[ ${number} ],"a":${number}}`,
        `{"b":1,\n"a" :\t${number}}`,
      ]) {
        expect(valueOf(text)['a']).toEqual(new ExactNumber(number));
      }
    },
  );

  it('leaves a text that looks like an unusual number alone', () => {
    expect(valueOf('{"note":"x:-1,12345678901234567890","a":1}')).toEqual({ note: 'x:-1,12345678901234567890', a: 1 });
  });

  it('takes the last of repeated keys on both ways of parsing', () => {
    expect(valueOf('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(valueOf('{"a":1,"a":2,"b":-1}')).toEqual({ a: 2, b: new ExactNumber('-1') });
  });

  it.each(['{"__proto__":{"ebpCode":"x"}}', '{"__proto__":{"ebpCode":"x"},"n":-1}'])(
    'is not infected by %s',
    (text) => {
      const value = valueOf(text);
      expect(value['ebpCode']).toBeUndefined();
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(({} as Record<string, unknown>)['ebpCode']).toBeUndefined();
    },
  );
});

describe('a line of a file', () => {
  it('may be any JSON and is written back with its digits', () => {
    const text = '{"value":{"qty":12345678901234.12345,"gnum":1},"key":null,"list":[1e2,"x"]}';
    const decoded = decodeJson(text);
    expect(decoded).toMatchObject({ ok: true, exact: true });
    expect(decoded.ok && encodeJson(decoded.value)).toBe(text);
    expect(decodeJson('{"topic"')).toEqual({ ok: false, reason: 'not-json' });
  });

  it('has its exact numbers turned into decimal text, and is left as it is without them', () => {
    const value = { a: new ExactNumber('12345678901234.12345'), lines: [{ qty: new ExactNumber('-1') }] };
    expect(withoutExactNumbers(value)).toEqual({ a: '12345678901234.12345', lines: [{ qty: '-1' }] });
    const ordinary = { a: 1, lines: [{ qty: '1' }] };
    expect(withoutExactNumbers(ordinary)).toBe(ordinary);
  });
});
