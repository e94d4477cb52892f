import type { ParcelGroup } from '@sandan/domain';
import { InventoryNumbers } from './inventory-numbers';
import { LawBook } from './law-book';

function given(book: LawBook, ...numbers: string[]): InventoryNumbers {
  const found = new InventoryNumbers(book);
  for (const [index, invtNo] of numbers.entries()) {
    found.take({ orderNo: String(index), parcels: [{ ebpCode: 'P', invtNo }] } as unknown as ParcelGroup);
  }
  return found;
}

const breaks = (book: LawBook) => book.list().find(({ law }) => law === 'numbers')!.breaks;
const number = (serial: number) => `46012026I${String(serial).padStart(9, '0')}`;

test('a number that two inspectors saw was given twice, wherever its bit lies', () => {
  const book = new LawBook();
  const numbers = given(book, number(1), number(40_000));
  numbers.absorb(given(new LawBook(), number(2), number(40_000)).series);
  numbers.absorb(given(new LawBook(), number(1), number(90_000)).series);
  expect(breaks(book).map(({ subject }) => subject)).toEqual([number(40_000), number(1)]);
});

test('numbers of their own are no break', () => {
  const book = new LawBook();
  const numbers = given(book, number(1), number(2));
  numbers.absorb(given(new LawBook(), number(3)).series);
  expect(breaks(book)).toEqual([]);
});
