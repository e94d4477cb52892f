import { bundleOf, declaredBundleOf, mismatches } from '../../bundle/bundle.fixture';
import { inventoryPhoneMismatch } from './inventory-phone-mismatch.rule';

const found = (buyerTelephone: string) =>
  mismatches(inventoryPhoneMismatch, declaredBundleOf({ inventory: { buyerTelephone } }));

describe('inventory phone mismatch', () => {
  it.each(['19900000001', '+8619900000001', '0086 199 0000 0001', '86-(199)-0000-0001', '１９９００００000１'])(
    'takes %s for the telephone of the order',
    (telephone) => {
      expect(found(telephone)).toEqual([]);
    },
  );

  it('is silent on an inventory that the engine composed', () => {
    expect(mismatches(inventoryPhoneMismatch, bundleOf())).toEqual([]);
  });

  it('reports another telephone, masked', () => {
    expect(found('19900000002')).toStrictEqual([
      {
        reason: 'INVENTORY_PHONE_MISMATCH',
        code: '130126',
        left: { document: 'inventory', field: 'buyerTelephone', value: '1***2' },
        right: { document: 'order', field: 'buyerTelephone', value: '1***1' },
      },
    ]);
  });
});
