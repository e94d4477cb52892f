import { present } from '../../documents/present';
import { pairRule } from '../match-rule';

/** M9: an order that names its payment company is paid by that company. */
export const payCompanyMismatch = pairRule(
  'PAY_COMPANY_MISMATCH',
  'The platform corrects payCode of the order, or the named payment company sends the payment.',
  ({ order, payment }) =>
    present(order.payCode)
      ? [
          {
            comparison: 'text',
            left: { document: 'order', field: 'payCode', value: order.payCode },
            right: { document: 'payment', field: 'payCode', value: payment.payCode },
          },
        ]
      : [],
  ({ order }) => (present(order.payCode) ? undefined : 'the order names no payment company'),
);
