import { present } from '../../documents/present';
import { compareFields, differing } from '../compare';
import type { MatchRule } from '../match-rule';

/** An order that names its payment transaction is paid by that transaction. */
export const payTransactionMismatch: MatchRule = {
  reason: 'PAY_TRANSACTION_MISMATCH',
  check({ order, payment }) {
    if (!present(order.payTransactionId)) return [];
    return differing([
      compareFields(
        'PAY_TRANSACTION_MISMATCH',
        'text',
        { document: 'order', field: 'payTransactionId', value: order.payTransactionId },
        { document: 'payment', field: 'payTransactionId', value: payment.payTransactionId },
        'The platform corrects payTransactionId of the order, or the payer sends the named transaction.',
      ),
    ]);
  },
};
