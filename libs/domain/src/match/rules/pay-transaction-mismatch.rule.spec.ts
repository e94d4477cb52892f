import { bundleOf, mismatches } from '../../bundle/bundle.fixture';
import { payTransactionMismatch } from './pay-transaction-mismatch.rule';

const found = (payTransactionId: unknown) =>
  mismatches(payTransactionMismatch, bundleOf({ order: { payTransactionId } }));

describe('pay transaction mismatch', () => {
  it('is silent when the order names the transaction that paid it', () => {
    expect(found('TXN-0001')).toEqual([]);
  });

  it.each([undefined, null, ''])('is silent when the order names none (%p)', (payTransactionId) => {
    expect(found(payTransactionId)).toEqual([]);
  });

  it('reports both transactions without a code, and does not fold Latin case', () => {
    expect(found('txn-0001')).toStrictEqual([
      {
        reason: 'PAY_TRANSACTION_MISMATCH',
        left: { document: 'order', field: 'payTransactionId', value: 'txn-0001' },
        right: { document: 'payment', field: 'payTransactionId', value: 'TXN-0001' },
      },
    ]);
  });
});
