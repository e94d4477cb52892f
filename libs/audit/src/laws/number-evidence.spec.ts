import { wholeFact } from './number-evidence';

const text = (value: object): Buffer => Buffer.from(JSON.stringify(value));

describe('a fact with its texts', () => {
  const lean = { fact: 'decided', document: { text: 9, recordTime: 1, appTime: '' }, clearance: 12 };

  it('is put together from what a page holds apart', () => {
    const fact = wholeFact(lean, text({ a: 1 }), text({ outcome: 'R' }));
    expect(fact).toMatchObject({ fact: 'decided', document: { text: '{"a":1}' }, clearance: { outcome: 'R' } });
  });

  // Where sizes do not add up some texts are not found: a size in the place of a decision ended the whole audit.
  it('is none when a text is missing, or no JSON', () => {
    expect(wholeFact(lean, text({ a: 1 }), undefined)).toBeUndefined();
    expect(wholeFact(lean, undefined, text({}))).toBeUndefined();
    expect(wholeFact(lean, undefined, undefined)).toBeUndefined();
    expect(wholeFact(lean, Buffer.from('{"a":'), text({}))).toBeUndefined();
    expect(wholeFact({ fact: 'expired' }, undefined, undefined)).toEqual({ fact: 'expired' });
  });
});
