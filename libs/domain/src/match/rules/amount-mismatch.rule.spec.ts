import { bundleOf, mismatches } from '../../bundle/bundle.fixture';
import { settings } from '../../../../../seeds/scenarios/reference-changes';
import { amountMismatch } from './amount-mismatch.rule';

const found = (acturalPaid: string | number, amountPaid: string | number, amountTolerance = '0.00') =>
  mismatches(
    amountMismatch,
    bundleOf({ order: { acturalPaid }, payment: { amountPaid }, reference: settings({ amountTolerance }) }),
  );

describe('amount mismatch', () => {
  it('is silent when order and payment say the same decimal, however it is written', () => {
    expect(found('109.10', '109.10')).toEqual([]);
    expect(found('109.1', '109.10000')).toEqual([]);
    expect(found(109.1, '109.1')).toEqual([]);
  });

  it('reports both amounts as sent and their absolute difference', () => {
    expect(found('109.10', '107.5')).toStrictEqual([
      {
        reason: 'AMOUNT_MISMATCH',
        code: '1332',
        left: { document: 'order', field: 'acturalPaid', value: '109.10' },
        right: { document: 'payment', field: 'amountPaid', value: '107.5' },
        difference: '1.60',
      },
    ]);
    expect(found('109.10', '109.10001')).toMatchObject([{ difference: '0.00001' }]);
  });

  it('lets a difference equal to the tolerance pass, either way, and nothing above it', () => {
    expect(found('100.00', '100.50', '0.50')).toEqual([]);
    expect(found('100.00', '99.50', '0.50')).toEqual([]);
    expect(found('100.00', '99.49999', '0.50')).toMatchObject([{ difference: '0.50001' }]);
  });
});
