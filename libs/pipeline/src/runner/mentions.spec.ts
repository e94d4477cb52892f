import type { JournalFact } from './packing';
import { mayMention, mentionsOf } from './mentions';

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `26111${(from + at) * 7919}`);
const output = (key: string) => ({ topic: 'receipts.v1', key, value: '{}', timestamp: 0 });

test.each([1, 3, 300, 5_000])('of %i numbers each is found again', (count) => {
  const mentions = mentionsOf([], numbers(count).map(output));
  expect(numbers(count).filter((number) => !mayMention(mentions, number))).toEqual([]);
});

test('of the numbers that an entry does not name, few are looked for in it', () => {
  const mentions = mentionsOf([], numbers(300).map(output));
  const strangers = numbers(20_000, 1_000_000);
  expect(strangers.filter((number) => mayMention(mentions, number)).length).toBeLessThan(strangers.length / 100);
});

test('a ledger line counts for the number of its parcel, which may hold colons', () => {
  const facts: JournalFact[] = [
    ['quota', 'a hash', { fact: 'reserved', parcelId: '0000EBP001:A:1' }],
    ['stock', 'T1', { fact: 'reserved', parcelId: '0000EBP001:B' }],
    ['release', 'C', { fact: 'issued' }],
  ];
  const mentions = mentionsOf(facts, []);
  expect(['A:1', 'B', 'C', 'a hash', 'T1'].map((number) => mayMention(mentions, number))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('an entry that names nobody is looked at for nobody', () => {
  expect(mayMention(mentionsOf([], []), '2611114174000702')).toBe(false);
});
