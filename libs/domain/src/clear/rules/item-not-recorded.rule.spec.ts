import { CHOCOLATE, UNRECORDED } from '../../../../../seeds/scenarios/base-goods';
import { DECLARED_DEAL, inventoryLine } from '../../../../../seeds/scenarios/documents';
import { oneOfEach } from '../../../../../seeds/scenarios/refusal';
import { bundleOf, declaredBundleOf, refusals } from '../../bundle/bundle.fixture';
import { itemNotRecorded } from './item-not-recorded.rule';

describe('item not recorded', () => {
  it('is silent for items of a book', () => {
    expect(refusals(itemNotRecorded, bundleOf({ deal: oneOfEach(CHOCOLATE) }))).toEqual([]);
    expect(refusals(itemNotRecorded, declaredBundleOf())).toEqual([]);
  });

  it('names the itemNo of a line that the engine had to look up', () => {
    const bundle = bundleOf({ deal: oneOfEach(CHOCOLATE, UNRECORDED) });
    expect(refusals(itemNotRecorded, bundle)).toStrictEqual([
      {
        reason: 'ITEM_NOT_RECORDED',
        code: '-625007',
        left: { document: 'order', field: 'itemNo', value: UNRECORDED.itemNo, gnum: 2 },
      },
    ]);
  });

  it('names the itemRecordNo of a line that was declared', () => {
    const lines = [{ ...inventoryLine(DECLARED_DEAL.goods[0]!, 0), itemRecordNo: 'R999' }];
    expect(refusals(itemNotRecorded, declaredBundleOf({ inventory: { lines } }))).toMatchObject([
      { left: { document: 'inventory', field: 'itemRecordNo', value: 'R999', gnum: 1 } },
    ]);
  });
});
