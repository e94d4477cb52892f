import { reasonFor } from '../../reasons';
import { type MatchRule, withoutInventory } from '../match-rule';

/** M8: one line of the inventory for each line of the order. */
export const inventoryLineCount: MatchRule = {
  reason: 'INVENTORY_LINE_COUNT',
  check({ orderLines, inventory: { declared } }) {
    if (!declared || declared.lines.length === orderLines.length) return [];
    return [
      reasonFor(
        'INVENTORY_LINE_COUNT',
        {
          left: { document: 'inventory', field: 'lines', value: String(declared.lines.length) },
          right: { document: 'order', field: 'lines', value: String(orderLines.length) },
          difference: String(Math.abs(declared.lines.length - orderLines.length)),
        },
        'The declarant amends the inventory to one line for each line of the order.',
      ),
    ];
  },
  evidence: ({ orderLines, inventory: { declared } }) =>
    declared
      ? [
          {
            left: { document: 'inventory', field: 'lines', value: String(declared.lines.length) },
            right: { document: 'order', field: 'lines', value: String(orderLines.length) },
            relation: '=',
          },
        ]
      : [],
  exempt: withoutInventory,
};
