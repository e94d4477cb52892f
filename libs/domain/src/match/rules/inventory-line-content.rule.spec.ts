import { TOOTHPASTE, TOY } from '../../../../../seeds/scenarios/base-goods';
import { DECLARED_DEAL, inventoryLine } from '../../../../../seeds/scenarios/documents';
import { bundleOf, declaredBundleOf, mismatches } from '../../bundle/bundle.fixture';
import { inventoryLineContent } from './inventory-line-content.rule';

const deal = {
  ...DECLARED_DEAL,
  goods: [
    { item: TOOTHPASTE, qty: '2', price: '20.00' },
    { item: TOY, qty: '1', price: '50.00' },
  ],
};
const [first, second] = deal.goods.map(inventoryLine);
const found = (...lines: object[]) =>
  mismatches(inventoryLineContent, declaredBundleOf({ deal, inventory: { lines } }));

describe('inventory line content', () => {
  it('is silent when lines of the same gnum agree, in whatever order they stand', () => {
    expect(found(first!, second!)).toEqual([]);
    expect(found(second!, first!)).toEqual([]);
    expect(found({ ...first, qty: '2.00000', gnum: '1' }, second!)).toEqual([]);
    expect(mismatches(inventoryLineContent, bundleOf())).toEqual([]);
  });

  it('reports every differing field of every line under its gnum', () => {
    expect(found({ ...first, gname: '牙刷' }, { ...second, qty: '3', country: '110' })).toStrictEqual([
      {
        reason: 'INVENTORY_LINE_CONTENT',
        code: '1322',
        left: { document: 'inventory', field: 'gname', value: '牙刷', gnum: 1 },
        right: { document: 'order', field: 'itemName', value: '牙膏', gnum: 1 },
      },
      {
        reason: 'INVENTORY_LINE_CONTENT',
        code: '1322',
        left: { document: 'inventory', field: 'qty', value: '3', gnum: 2 },
        right: { document: 'order', field: 'qty', value: '1', gnum: 2 },
        difference: '2',
      },
      {
        reason: 'INVENTORY_LINE_CONTENT',
        code: '1322',
        left: { document: 'inventory', field: 'country', value: '110', gnum: 2 },
        right: { document: 'order', field: 'country', value: '307', gnum: 2 },
      },
    ]);
  });

  it.each(['gname', 'qty', 'unit', 'price', 'totalPrice', 'country', 'currency'])('compares %s', (field) => {
    expect(found({ ...first, [field]: '7' }, second!)).toMatchObject([{ left: { field, value: '7', gnum: 1 } }]);
  });

  it('compares the lines that both have when the counts differ', () => {
    expect(found({ ...first, unit: '999' })).toMatchObject([{ left: { field: 'unit', gnum: 1 } }]);
    expect(found(first!, second!, { ...second, gnum: 3, gname: 'more' })).toEqual([]);
  });
});
