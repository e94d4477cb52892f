import { pairRule } from '../match-rule';

/** M7, 财关税〔2016〕18号: a buyer whom the platform has not authenticated must be the payer. */
export const payerMismatch = pairRule(
  'PAYER_MISMATCH',
  'The buyer pays with an account in his own name, or the platform authenticates the buyer.',
  ({ order, payment, reference }) =>
    reference.enterprise(order.ebpCode)?.authenticatesBuyers
      ? []
      : [
          {
            comparison: 'name',
            left: { document: 'order', field: 'buyerName', value: order.buyerName },
            right: { document: 'payment', field: 'payerName', value: payment.payerName },
          },
          {
            comparison: 'id-number',
            left: { document: 'order', field: 'buyerIdNumber', value: order.buyerIdNumber },
            right: { document: 'payment', field: 'payerIdNumber', value: payment.payerIdNumber },
          },
        ],
  ({ order, reference }) =>
    reference.enterprise(order.ebpCode)?.authenticatesBuyers ? 'the platform authenticates its buyers' : undefined,
);
