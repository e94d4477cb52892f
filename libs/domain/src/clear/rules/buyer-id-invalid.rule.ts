import { isValidIdNumber } from '../../identity/id-number';
import { sideOf } from '../../match/compare';
import { reasonFor } from '../../reasons';
import type { ClearRule } from '../clear-rule';

/** M13: the buyer's resident ID number passes GB 11643. */
export const buyerIdInvalid: ClearRule = {
  reason: 'BUYER_ID_INVALID',
  check({ bundle: { order, day } }) {
    if (isValidIdNumber(order.buyerIdNumber, day)) return [];
    return [
      reasonFor(
        'BUYER_ID_INVALID',
        { left: sideOf({ document: 'order', field: 'buyerIdNumber', value: order.buyerIdNumber }, true) },
        'The platform asks the buyer for the number on the resident ID card and sends the order with it.',
      ),
    ];
  },
  evidence: ({ bundle: { order, day } }) => [
    {
      left: sideOf({ document: 'order', field: 'buyerIdNumber', value: order.buyerIdNumber }, true),
      right: {
        document: 'GB 11643',
        field: 'check character',
        value: isValidIdNumber(order.buyerIdNumber, day) ? 'fits' : 'does not fit',
      },
    },
  ],
};
