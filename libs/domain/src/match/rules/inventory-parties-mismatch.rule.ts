import { compareFields, differing } from '../compare';
import type { MatchRule } from '../match-rule';

/** M2: the declared inventory is of the order's merchant. (The platform is the parcel's own key.) */
export const inventoryPartiesMismatch: MatchRule = {
  reason: 'INVENTORY_PARTIES_MISMATCH',
  check({ order, inventory: { declared } }) {
    if (!declared) return [];
    return differing([
      compareFields(
        'INVENTORY_PARTIES_MISMATCH',
        'text',
        { document: 'inventory', field: 'ebcCode', value: declared.ebcCode },
        { document: 'order', field: 'ebcCode', value: order.ebcCode },
        'The declarant amends the inventory to the merchant of the order.',
      ),
    ]);
  },
};
