import { bundleOf, declaredBundleOf, mismatches } from '../../bundle/bundle.fixture';
import { inventoryWaybillMismatch } from './inventory-waybill-mismatch.rule';

const found = (inventory: Record<string, string>) =>
  mismatches(inventoryWaybillMismatch, declaredBundleOf({ inventory }));

describe('inventory waybill mismatch', () => {
  it('is silent when the inventory names the waybill, and on an inventory that the engine composed', () => {
    expect(found({})).toEqual([]);
    expect(mismatches(inventoryWaybillMismatch, bundleOf())).toEqual([]);
  });

  it('reports carrier and number each by itself, without a code', () => {
    expect(found({ logisticsCode: '0000LOG002', logisticsNo: 'WB-0002' })).toStrictEqual([
      {
        reason: 'INVENTORY_WAYBILL_MISMATCH',
        left: { document: 'inventory', field: 'logisticsCode', value: '0000LOG002' },
        right: { document: 'waybill', field: 'logisticsCode', value: '0000LOG001' },
      },
      {
        reason: 'INVENTORY_WAYBILL_MISMATCH',
        left: { document: 'inventory', field: 'logisticsNo', value: 'WB-0002' },
        right: { document: 'waybill', field: 'logisticsNo', value: 'WB-0001' },
      },
    ]);
    expect(found({ logisticsNo: 'WB-0002' })).toHaveLength(1);
  });
});
