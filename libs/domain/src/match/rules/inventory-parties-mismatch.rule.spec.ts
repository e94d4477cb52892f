import { bundleOf, declaredBundleOf, mismatches } from '../../bundle/bundle.fixture';
import { inventoryPartiesMismatch } from './inventory-parties-mismatch.rule';

describe('inventory parties mismatch', () => {
  it('is silent on the merchant of the order, and on an inventory that the engine composed', () => {
    expect(mismatches(inventoryPartiesMismatch, declaredBundleOf())).toEqual([]);
    expect(mismatches(inventoryPartiesMismatch, bundleOf())).toEqual([]);
  });

  it('reports an inventory of another merchant without a code', () => {
    const bundle = declaredBundleOf({ inventory: { ebcCode: '0000EBC004' } });
    expect(mismatches(inventoryPartiesMismatch, bundle)).toStrictEqual([
      {
        reason: 'INVENTORY_PARTIES_MISMATCH',
        left: { document: 'inventory', field: 'ebcCode', value: '0000EBC004' },
        right: { document: 'order', field: 'ebcCode', value: '0000EBC002' },
      },
    ]);
  });
});
