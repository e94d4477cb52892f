import { compareFields, differing } from '../compare';
import type { MatchRule } from '../match-rule';

const REPAIR = 'The declarant amends the inventory to the buyer of the order.';

/** M5: the declared inventory names the order's buyer. */
export const inventoryBuyerMismatch: MatchRule = {
  reason: 'INVENTORY_BUYER_MISMATCH',
  check({ order, inventory: { declared } }) {
    if (!declared) return [];
    return differing([
      compareFields(
        'INVENTORY_BUYER_MISMATCH',
        'name',
        { document: 'inventory', field: 'buyerName', value: declared.buyerName },
        { document: 'order', field: 'buyerName', value: order.buyerName },
        REPAIR,
      ),
      compareFields(
        'INVENTORY_BUYER_MISMATCH',
        'id-number',
        { document: 'inventory', field: 'buyerIdNumber', value: declared.buyerIdNumber },
        { document: 'order', field: 'buyerIdNumber', value: order.buyerIdNumber },
        REPAIR,
      ),
    ]);
  },
};
