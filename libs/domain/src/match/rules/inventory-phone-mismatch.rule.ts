import { pairRule, withoutInventory } from '../match-rule';

/** M6: the declared inventory carries the buyer's telephone of the order. */
export const inventoryPhoneMismatch = pairRule(
  'INVENTORY_PHONE_MISMATCH',
  "The declarant amends the inventory to the buyer's telephone of the order.",
  ({ order, inventory: { declared } }) =>
    declared
      ? [
          {
            comparison: 'telephone',
            left: { document: 'inventory', field: 'buyerTelephone', value: declared.buyerTelephone },
            right: { document: 'order', field: 'buyerTelephone', value: order.buyerTelephone },
          },
        ]
      : [],
  withoutInventory,
);
