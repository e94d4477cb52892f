import { reasonFor } from '../../reasons';
import type { ClearRule } from '../clear-rule';

/** One parcel leaves one book: its recorded lines lie in one emsNo. */
export const bookSplit: ClearRule = {
  reason: 'BOOK_SPLIT',
  check({ bundle: { inventory } }) {
    if (inventory.books.length <= 1) return [];
    const value = inventory.books.map((book) => book.emsNo).join(',');
    return [
      reasonFor(
        'BOOK_SPLIT',
        { left: { document: 'inventory', field: 'emsNo', value } },
        'The platform splits the order into one order for each bonded book.',
      ),
    ];
  },
  evidence: ({ bundle: { inventory } }) =>
    inventory.books.length === 0
      ? []
      : [
          {
            left: { document: 'inventory', field: 'emsNo', value: inventory.books.map((book) => book.emsNo).join(',') },
          },
        ],
  exempt: ({ bundle: { inventory } }) => (inventory.books.length === 0 ? 'no line is recorded in a book' : undefined),
};
