import { pairRule, withoutInventory } from '../match-rule';

/** M5: the declared inventory names the order's buyer. */
export const inventoryBuyerMismatch = pairRule(
  'INVENTORY_BUYER_MISMATCH',
  'The declarant amends the inventory to the buyer of the order.',
  ({ order, inventory: { declared } }) =>
    declared
      ? [
          {
            comparison: 'name',
            left: { document: 'inventory', field: 'buyerName', value: declared.buyerName },
            right: { document: 'order', field: 'buyerName', value: order.buyerName },
          },
          {
            comparison: 'id-number',
            left: { document: 'inventory', field: 'buyerIdNumber', value: declared.buyerIdNumber },
            right: { document: 'order', field: 'buyerIdNumber', value: order.buyerIdNumber },
          },
        ]
      : [],
  withoutInventory,
);
