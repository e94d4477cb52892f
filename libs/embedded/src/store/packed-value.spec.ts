import { pack } from 'msgpackr';
import { packValue, unpackValue } from './packed-value';

const text = Buffer.from('{"guid":"00463842","appType":"1"}'.repeat(100));

test('a large row is stored smaller and comes back byte for byte', () => {
  const value = packValue([7, null, text]);
  expect(value.length).toBeLessThan(text.length / 2);
  expect(unpackValue(value)).toEqual([7, null, text]);
});

test('a small row stays as it is', () => {
  expect(packValue([1, 2])).toEqual(pack([1, 2]));
  expect(unpackValue(packValue([1, 2]))).toEqual([1, 2]);
});

test('a row of a store from before there was compression is still read', () => {
  expect(unpackValue(pack([7, null, text]))).toEqual([7, null, text]);
});
