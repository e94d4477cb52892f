import { PLATFORM } from '../../../../../seeds/scenarios/base';
import { LI } from '../../../../../seeds/scenarios/people';
import { enterprise, withoutEnterprises } from '../../../../../seeds/scenarios/reference-changes';
import { bundleOf, type BundleParts, mismatches } from '../../bundle/bundle.fixture';
import { payerMismatch } from './payer-mismatch.rule';

const found = (parts: BundleParts) => mismatches(payerMismatch, bundleOf(parts));
const PAID_BY_LI = { payment: { payerName: LI.name, payerIdNumber: LI.idNumber } };

describe('payer mismatch', () => {
  it('is silent when the buyer pays, however the ID number is written', () => {
    expect(found({})).toEqual([]);
    const idNumber = {
      order: { buyerIdNumber: '00000019000101005x' },
      payment: { payerIdNumber: '00000019000101005X' },
    };
    expect(found(idNumber)).toEqual([]);
  });

  it('reports name and ID number of another payer, both masked', () => {
    expect(found(PAID_BY_LI)).toStrictEqual([
      {
        reason: 'PAYER_MISMATCH',
        code: '1327',
        left: { document: 'order', field: 'buyerName', value: '王***明' },
        right: { document: 'payment', field: 'payerName', value: '李***' },
      },
      {
        reason: 'PAYER_MISMATCH',
        code: '1327',
        left: { document: 'order', field: 'buyerIdNumber', value: expect.stringMatching(/^0\*\*\*[\dX]$/) as string },
        right: {
          document: 'payment',
          field: 'payerIdNumber',
          value: expect.stringMatching(/^0\*\*\*[\dX]$/) as string,
        },
      },
    ]);
  });

  it('lets anybody pay where the platform has authenticated its buyers, and only there', () => {
    expect(found({ ...PAID_BY_LI, reference: enterprise(PLATFORM, { authenticatesBuyers: true }) })).toEqual([]);
    expect(found({ ...PAID_BY_LI, reference: enterprise(PLATFORM, { authenticatesBuyers: false }) })).toHaveLength(2);
    expect(found({ ...PAID_BY_LI, reference: withoutEnterprises(PLATFORM) })).toHaveLength(2);
  });
});
