import { compareFields, differing } from '../compare';
import type { MatchRule } from '../match-rule';

const REPAIR = 'The buyer pays with an account in his own name, or the platform authenticates the buyer.';

/** M7, 财关税〔2016〕18号: a buyer whom the platform has not authenticated must be the payer. */
export const payerMismatch: MatchRule = {
  reason: 'PAYER_MISMATCH',
  check({ order, payment, reference }) {
    if (reference.enterprise(order.ebpCode)?.authenticatesBuyers) return [];
    return differing([
      compareFields(
        'PAYER_MISMATCH',
        'name',
        { document: 'order', field: 'buyerName', value: order.buyerName },
        { document: 'payment', field: 'payerName', value: payment.payerName },
        REPAIR,
      ),
      compareFields(
        'PAYER_MISMATCH',
        'id-number',
        { document: 'order', field: 'buyerIdNumber', value: order.buyerIdNumber },
        { document: 'payment', field: 'payerIdNumber', value: payment.payerIdNumber },
        REPAIR,
      ),
    ]);
  },
};
