import { HANDBAG, OLIVE_OIL } from '../../../../../seeds/scenarios/base-goods';
import type { Goods } from '../../../../../seeds/scenarios/documents';
import { dealOf } from '../../../../../seeds/scenarios/records';
import { settings } from '../../../../../seeds/scenarios/reference-changes';
import { bundleOf, refusals } from '../../bundle/bundle.fixture';
import { singleLimit } from './single-limit.rule';

const found = (goods: Goods[], freight = '0.00', limit = '5000.00') =>
  refusals(singleLimit, bundleOf({ deal: dealOf({ goods, freight }), reference: settings({ singleLimit: limit }) }));

describe('single limit', () => {
  it('lets exactly the limit pass', () => {
    expect(found([{ item: OLIVE_OIL, qty: '50', price: '100.00' }])).toEqual([]);
  });

  it('reports the dutiable price, the limit and what is over it', () => {
    expect(found([{ item: OLIVE_OIL, qty: '50', price: '100.00' }], '0.01')).toStrictEqual([
      {
        reason: 'SINGLE_LIMIT',
        code: '-621005',
        left: { document: 'inventory', field: 'dutiablePrice', value: '5000.01' },
        right: { document: 'settings', field: 'singleLimit', value: '5000.00' },
        difference: '0.01',
      },
    ]);
  });

  it('lets one line of quantity 1 pass at any price', () => {
    expect(found([{ item: HANDBAG, qty: '1', price: '9000.00' }])).toEqual([]);
  });

  it('takes two pieces, or two lines of one piece, for no single piece', () => {
    expect(found([{ item: HANDBAG, qty: '2', price: '3000.00' }])).toHaveLength(1);
    const two = [
      { item: HANDBAG, qty: '1', price: '3000.00' },
      { item: OLIVE_OIL, qty: '1', price: '3000.00' },
    ];
    expect(found(two)).toHaveLength(1);
  });

  it('takes the limit of the settings', () => {
    expect(found([{ item: OLIVE_OIL, qty: '2', price: '100.00' }], '0.00', '199.99')).toHaveLength(1);
  });
});
