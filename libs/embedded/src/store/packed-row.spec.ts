import type { StateRow } from '@sandan/pipeline';
import { headOnly, packRow, unpackRow } from './packed-row';
import { packValue } from './packed-value';

const state = Buffer.from('state '.repeat(200));
const ROWS: StateRow[] = [
  { key: 'parcel/a', seq: 7, state },
  { key: 'parcel/b', seq: 2 ** 40, dueAt: 1_760_000_000_000, state: Buffer.from('{}') },
  { key: 'parcel/c', seq: 1, dueAt: 0, state, tags: ['DX01:1', 'waybill'] },
];

describe('a packed row', () => {
  it.each(ROWS)('comes back as it was: $key', (row) => {
    expect(unpackRow(row.key, packRow(row))).toEqual(row);
  });

  it('tells its head without being unpacked, unless it has tags', () => {
    expect(ROWS.map((row) => headOnly(packRow(row)))).toEqual([
      { seq: 7 },
      { seq: 2 ** 40, dueAt: 1_760_000_000_000 },
      undefined,
    ]);
  });

  it('of an older store is read as well', () => {
    const bytes = packValue([5, null, ['x'], Buffer.from('{}')]);
    expect(headOnly(bytes)).toBeUndefined();
    expect(unpackRow('k', bytes)).toEqual({ key: 'k', seq: 5, state: Buffer.from('{}'), tags: ['x'] });
  });
});
