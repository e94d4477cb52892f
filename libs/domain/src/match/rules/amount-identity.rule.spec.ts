import { bundleOf, mismatches } from '../../bundle/bundle.fixture';
import { amountIdentity } from './amount-identity.rule';

const found = (order: Record<string, string>) => mismatches(amountIdentity, bundleOf({ order }));
const AMOUNTS = { goodsValue: '90.00', freight: '10.00', taxTotal: '9.10', discount: '5.00', acturalPaid: '104.10' };

describe('amount identity', () => {
  it('is silent when goods, freight and tax less the discount are what was paid', () => {
    expect(found(AMOUNTS)).toEqual([]);
    expect(found({ ...AMOUNTS, freight: '10', acturalPaid: '104.10000' })).toEqual([]);
  });

  it('reports the sum, what was paid, and no code', () => {
    expect(found({ ...AMOUNTS, discount: '4.99' })).toStrictEqual([
      {
        reason: 'AMOUNT_IDENTITY',
        left: { document: 'order', field: 'goodsValue+freight+taxTotal-discount', value: '104.11' },
        right: { document: 'order', field: 'acturalPaid', value: '104.10' },
        difference: '0.01',
      },
    ]);
  });

  it('survives a discount above everything else', () => {
    expect(found({ ...AMOUNTS, discount: '200.00', acturalPaid: '0.00' })).toMatchObject([
      { left: { value: '-90.90' }, difference: '90.90' },
    ]);
  });
});
