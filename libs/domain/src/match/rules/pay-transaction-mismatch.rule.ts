import { present } from '../../documents/present';
import { pairRule } from '../match-rule';

/** An order that names its payment transaction is paid by that transaction. */
export const payTransactionMismatch = pairRule(
  'PAY_TRANSACTION_MISMATCH',
  'The platform corrects payTransactionId of the order, or the payer sends the named transaction.',
  ({ order, payment }) =>
    present(order.payTransactionId)
      ? [
          {
            comparison: 'text',
            left: { document: 'order', field: 'payTransactionId', value: order.payTransactionId },
            right: { document: 'payment', field: 'payTransactionId', value: payment.payTransactionId },
          },
        ]
      : [],
  ({ order }) => (present(order.payTransactionId) ? undefined : 'the order names no payment transaction'),
);
