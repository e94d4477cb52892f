import { SavedKeys } from './saved-keys';

const keys = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}/26111${at * 7919}`);

test('every key that was saved may be there', () => {
  const saved = new SavedKeys();
  const given = keys('parcel', 50_000);
  given.forEach((key) => saved.add(key));
  expect(given.filter((key) => !saved.mayHave(key))).toEqual([]);
});

test('of the keys that were not, nearly all are known to be missing', () => {
  const saved = new SavedKeys();
  keys('parcel', 200_000).forEach((key) => saved.add(key));
  const asked = keys('release', 50_000);
  expect(asked.filter((key) => saved.mayHave(key)).length).toBeLessThan(asked.length / 1_000);
});
