import { present } from '../../documents/present';
import { compareFields, differing } from '../compare';
import type { MatchRule } from '../match-rule';

/** M9: an order that names its payment company is paid by that company. */
export const payCompanyMismatch: MatchRule = {
  reason: 'PAY_COMPANY_MISMATCH',
  check({ order, payment }) {
    if (!present(order.payCode)) return [];
    return differing([
      compareFields(
        'PAY_COMPANY_MISMATCH',
        'text',
        { document: 'order', field: 'payCode', value: order.payCode },
        { document: 'payment', field: 'payCode', value: payment.payCode },
        'The platform corrects payCode of the order, or the named payment company sends the payment.',
      ),
    ]);
  },
};
