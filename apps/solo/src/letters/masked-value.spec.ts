import { maskedValue } from './masked-value';

describe('the content of a dead letter as staff may see it', () => {
  const bytes = (text: string): Buffer => Buffer.from(text);

  it('shows what names the record and masks every other field, at any depth', () => {
    const value = {
      orderNo: 'A-1',
      buyerName: '张三',
      extra: { telephone: '19900001234' },
      lines: [{ gnum: 1, note: 7 }],
    };
    expect(maskedValue(bytes(JSON.stringify(value)))).toEqual({
      orderNo: 'A-1',
      buyerName: '张***',
      extra: { telephone: '1***4' },
      lines: [{ gnum: 1, note: '7***' }],
    });
  });

  it('does not trust an open field that holds an object', () => {
    expect(maskedValue(bytes('{"orderNo":{"buyer":"ZHANG"}}'))).toEqual({ orderNo: { buyer: 'Z***G' } });
  });

  it('keeps the shape of a text that is not JSON and masks its words', () => {
    expect(maskedValue(bytes('{"orderNo":"A1","buyerName":"ZHANG SAN'))).toBe('{"orderNo":"A***","b***e":"Z***G S***N');
  });

  it('shows of bytes in another code page only the ASCII among them', () => {
    expect(maskedValue(Buffer.from([0x7b, 0xd5, 0xc5, 0x7d]))).toBe('{··}');
  });
});
