import type { StateRow } from '@sandan/pipeline';
import { packRows, unpackRows } from './packed-rows';

test('rows come out of their packing as they went in, and a missing one stays missing', () => {
  const rows: (StateRow | undefined)[] = [
    { key: 'parcel/1', seq: 7, state: Buffer.from('first') },
    undefined,
    { key: 'parcel/3', seq: 9, state: Buffer.alloc(0) },
    { key: 'parcel/4', seq: 0, state: Buffer.from('last') },
  ];
  const unpacked = unpackRows(packRows(rows), ['parcel/1', 'parcel/2', 'parcel/3', 'parcel/4']);
  const shown = (row: StateRow | undefined) => row && [row.key, row.seq, Buffer.from(row.state).toString()];
  expect(unpacked.map(shown)).toEqual(rows.map(shown));
});
