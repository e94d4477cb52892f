import { bundleOf, mismatches } from '../../bundle/bundle.fixture';
import { payCompanyMismatch } from './pay-company-mismatch.rule';

const found = (payCode: unknown) => mismatches(payCompanyMismatch, bundleOf({ order: { payCode } }));

describe('pay company mismatch', () => {
  it('is silent when the order names the company that was paid', () => {
    expect(found('0000PAY001')).toEqual([]);
    expect(found(' ００００PAY001 ')).toEqual([]);
  });

  it.each([undefined, null, ''])('is silent when the order names none (%p)', (payCode) => {
    expect(found(payCode)).toEqual([]);
  });

  it('reports both companies', () => {
    expect(found('0000PAY002')).toStrictEqual([
      {
        reason: 'PAY_COMPANY_MISMATCH',
        code: '13035',
        left: { document: 'order', field: 'payCode', value: '0000PAY002' },
        right: { document: 'payment', field: 'payCode', value: '0000PAY001' },
      },
    ]);
  });
});
