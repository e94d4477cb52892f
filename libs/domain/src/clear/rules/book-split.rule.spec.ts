import { CHOCOLATE, FRUIT_DRINK, OLIVE_OIL, UNRECORDED } from '../../../../../seeds/scenarios/base-goods';
import { oneOfEach } from '../../../../../seeds/scenarios/refusal';
import { bundleOf, refusals } from '../../bundle/bundle.fixture';
import { bookSplit } from './book-split.rule';

describe('book split', () => {
  it('is silent when all lines lie in one book', () => {
    expect(refusals(bookSplit, bundleOf({ deal: oneOfEach(CHOCOLATE, OLIVE_OIL) }))).toEqual([]);
  });

  it('names every book once, in one entry', () => {
    const bundle = bundleOf({ deal: oneOfEach(CHOCOLATE, FRUIT_DRINK, OLIVE_OIL) });
    expect(refusals(bookSplit, bundle)).toStrictEqual([
      { reason: 'BOOK_SPLIT', left: { document: 'inventory', field: 'emsNo', value: 'T0000W000001,T0000W000002' } },
    ]);
  });

  it('looks at recorded lines only', () => {
    expect(refusals(bookSplit, bundleOf({ deal: oneOfEach(CHOCOLATE, UNRECORDED) }))).toEqual([]);
  });
});
