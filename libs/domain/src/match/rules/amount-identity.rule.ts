import type { Order } from '../../documents/document';
import { absolute, decimal, formatMoney, type Scaled } from '../../money/decimal';
import { reasonFor } from '../../reasons';
import { sideOf } from '../compare';
import type { MatchRule } from '../match-rule';

/** M11: goodsValue + freight + taxTotal − discount = acturalPaid. Its severity is a setting (`amountIdentity`). */
export const amountIdentity: MatchRule = {
  reason: 'AMOUNT_IDENTITY',
  check({ order }) {
    const sum = dueOf(order);
    const difference = absolute(sum - decimal(order.acturalPaid));
    if (difference === 0n) return [];
    return [
      reasonFor(
        'AMOUNT_IDENTITY',
        {
          left: { document: 'order', field: 'goodsValue+freight+taxTotal-discount', value: formatMoney(sum) },
          right: sideOf({ document: 'order', field: 'acturalPaid', value: order.acturalPaid }),
          difference: formatMoney(difference),
        },
        'The platform sends the order again with amounts that add up.',
      ),
    ];
  },
  evidence: ({ order }) => [
    {
      left: { document: 'order', field: 'goodsValue+freight+taxTotal-discount', value: formatMoney(dueOf(order)) },
      right: sideOf({ document: 'order', field: 'acturalPaid', value: order.acturalPaid }),
      relation: '=',
    },
  ],
  exempt: ({ reference }) => (reference.settings.amountIdentity === 'off' ? 'switched off by the settings' : undefined),
};

function dueOf({ goodsValue, freight, taxTotal, discount }: Order): Scaled {
  return decimal(goodsValue) + decimal(freight) + decimal(taxTotal) - decimal(discount);
}
