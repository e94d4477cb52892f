import { bundleOf, refusals } from '../../bundle/bundle.fixture';
import { buyerIdInvalid } from './buyer-id-invalid.rule';

const found = (buyerIdNumber: string) => refusals(buyerIdInvalid, bundleOf({ order: { buyerIdNumber } }));

describe('buyer ID invalid', () => {
  it('is silent for a number whose check character fits, whatever the case of its x', () => {
    expect(found('00000019000101005X')).toEqual([]);
    expect(found('00000019000101005x')).toEqual([]);
  });

  it('reports a wrong check character and shows the number masked', () => {
    expect(found('000000190001010051')).toStrictEqual([
      { reason: 'BUYER_ID_INVALID', left: { document: 'order', field: 'buyerIdNumber', value: '0***1' } },
    ]);
  });

  it('reports a birthday that is no day', () => {
    expect(found('000000199002300018')).toHaveLength(1);
  });

  it('reports a number of another length', () => {
    expect(found('00000019900101')).toHaveLength(1);
  });
});
