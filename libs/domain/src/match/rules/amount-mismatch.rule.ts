import { absolute, decimal, formatMoney } from '../../money/decimal';
import { reasonFor } from '../../reasons';
import { sideOf } from '../compare';
import type { MatchRule } from '../match-rule';

/** M4: the amount paid is the order's. No official tolerance is known; the setting's default is 0. */
export const amountMismatch: MatchRule = {
  reason: 'AMOUNT_MISMATCH',
  check({ order, payment, reference }) {
    const difference = absolute(decimal(order.acturalPaid) - decimal(payment.amountPaid));
    if (difference <= decimal(reference.settings.amountTolerance)) return [];
    return [
      reasonFor(
        'AMOUNT_MISMATCH',
        {
          left: sideOf({ document: 'order', field: 'acturalPaid', value: order.acturalPaid }),
          right: sideOf({ document: 'payment', field: 'amountPaid', value: payment.amountPaid }),
          difference: formatMoney(difference),
        },
        'The platform corrects acturalPaid of the order, or the payer sends the payment with the amount really paid.',
      ),
    ];
  },
  evidence: ({ order, payment }) => [
    {
      left: sideOf({ document: 'order', field: 'acturalPaid', value: order.acturalPaid }),
      right: sideOf({ document: 'payment', field: 'amountPaid', value: payment.amountPaid }),
      relation: '=',
    },
  ],
};
