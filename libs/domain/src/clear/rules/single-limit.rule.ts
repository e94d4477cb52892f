import { decimal, formatMoney } from '../../money/decimal';
import { reasonFor } from '../../reasons';
import { isSinglePiece } from '../single-piece';
import type { ClearRule } from '../clear-rule';

/**
 * 财关税〔2018〕49号: over the single limit only one indivisible item may pass (at full rates). The dutiable price is
 * compared, not the amount with tax.
 */
export const singleLimit: ClearRule = {
  reason: 'SINGLE_LIMIT',
  check({ bundle: { inventory, reference }, dutiablePrice }) {
    const limit = decimal(reference.settings.singleLimit);
    if (dutiablePrice <= limit || isSinglePiece(inventory)) return [];
    return [
      reasonFor(
        'SINGLE_LIMIT',
        {
          left: { document: 'inventory', field: 'dutiablePrice', value: formatMoney(dutiablePrice) },
          right: { document: 'settings', field: 'singleLimit', value: formatMoney(limit) },
          difference: formatMoney(dutiablePrice - limit),
        },
        'The buyer places several orders, each within the single limit, or the goods enter by general trade.',
      ),
    ];
  },
  evidence: ({ bundle: { reference }, dutiablePrice }) => [
    {
      left: { document: 'inventory', field: 'dutiablePrice', value: formatMoney(dutiablePrice) },
      right: {
        document: 'settings',
        field: 'singleLimit',
        value: formatMoney(decimal(reference.settings.singleLimit)),
      },
      relation: '≤',
    },
  ],
  exempt: ({ bundle: { inventory, reference }, dutiablePrice }) =>
    dutiablePrice > decimal(reference.settings.singleLimit) && isSinglePiece(inventory)
      ? 'one indivisible piece may exceed the limit, at full rates'
      : undefined,
};
