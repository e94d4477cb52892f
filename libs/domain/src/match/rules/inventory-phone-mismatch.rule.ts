import { compareFields, differing } from '../compare';
import type { MatchRule } from '../match-rule';

/** M6: the declared inventory carries the buyer's telephone of the order. */
export const inventoryPhoneMismatch: MatchRule = {
  reason: 'INVENTORY_PHONE_MISMATCH',
  check({ order, inventory: { declared } }) {
    if (!declared) return [];
    return differing([
      compareFields(
        'INVENTORY_PHONE_MISMATCH',
        'telephone',
        { document: 'inventory', field: 'buyerTelephone', value: declared.buyerTelephone },
        { document: 'order', field: 'buyerTelephone', value: order.buyerTelephone },
        "The declarant amends the inventory to the buyer's telephone of the order.",
      ),
    ]);
  },
};
