import { TOOTHPASTE, TOY } from '../../../../../seeds/scenarios/base-goods';
import { DECLARED_DEAL, inventoryLine } from '../../../../../seeds/scenarios/documents';
import { bundleOf, declaredBundleOf, mismatches } from '../../bundle/bundle.fixture';
import { inventoryLineCount } from './inventory-line-count.rule';

const goods = [TOOTHPASTE, TOY].map((item) => ({ item, qty: '1', price: '45.00' }));
const found = (ordered: number, declared: number) =>
  mismatches(
    inventoryLineCount,
    declaredBundleOf({
      deal: { ...DECLARED_DEAL, goods: goods.slice(0, ordered) },
      inventory: { lines: goods.slice(0, declared).map(inventoryLine) },
    }),
  );

describe('inventory line count', () => {
  it('is silent when there is a line for each line, and on an inventory that the engine composed', () => {
    expect(found(2, 2)).toEqual([]);
    expect(mismatches(inventoryLineCount, bundleOf())).toEqual([]);
  });

  it('reports both counts, whichever is larger', () => {
    expect(found(2, 1)).toStrictEqual([
      {
        reason: 'INVENTORY_LINE_COUNT',
        code: '1320',
        left: { document: 'inventory', field: 'lines', value: '1' },
        right: { document: 'order', field: 'lines', value: '2' },
        difference: '1',
      },
    ]);
    expect(found(1, 2)).toMatchObject([{ left: { value: '2' }, right: { value: '1' }, difference: '1' }]);
  });
});
