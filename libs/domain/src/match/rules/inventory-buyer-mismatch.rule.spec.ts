import { LI } from '../../../../../seeds/scenarios/people';
import { bundleOf, declaredBundleOf, mismatches } from '../../bundle/bundle.fixture';
import { inventoryBuyerMismatch } from './inventory-buyer-mismatch.rule';

const found = (inventory: Record<string, string>, order: Record<string, string> = {}) =>
  mismatches(inventoryBuyerMismatch, declaredBundleOf({ inventory, order }));

describe('inventory buyer mismatch', () => {
  it('is silent on the buyer of the order, and on an inventory that the engine composed', () => {
    expect(found({})).toEqual([]);
    expect(mismatches(inventoryBuyerMismatch, bundleOf())).toEqual([]);
  });

  it('takes all middle dots and the small x of an ID number for the same', () => {
    const inventory = { buyerName: '阿依·古丽', buyerIdNumber: '00000019000101005x' };
    expect(found(inventory, { buyerName: '阿依・古丽', buyerIdNumber: '00000019000101005X' })).toEqual([]);
  });

  it('reports name and ID number of another buyer, both masked', () => {
    expect(found({ buyerName: LI.name, buyerIdNumber: '00000019000101005X' })).toStrictEqual([
      {
        reason: 'INVENTORY_BUYER_MISMATCH',
        code: '13127',
        left: { document: 'inventory', field: 'buyerName', value: '李***' },
        right: { document: 'order', field: 'buyerName', value: '王***明' },
      },
      {
        reason: 'INVENTORY_BUYER_MISMATCH',
        code: '13127',
        left: { document: 'inventory', field: 'buyerIdNumber', value: '0***X' },
        right: { document: 'order', field: 'buyerIdNumber', value: expect.stringMatching(/^0\*\*\*\d$/) as string },
      },
    ]);
  });
});
