import { pairRule, withoutInventory } from '../match-rule';

/** M2: the declared inventory is of the order's merchant. (The platform is the parcel's own key.) */
export const inventoryPartiesMismatch = pairRule(
  'INVENTORY_PARTIES_MISMATCH',
  'The declarant amends the inventory to the merchant of the order.',
  ({ order, inventory: { declared } }) =>
    declared
      ? [
          {
            comparison: 'text',
            left: { document: 'inventory', field: 'ebcCode', value: declared.ebcCode },
            right: { document: 'order', field: 'ebcCode', value: order.ebcCode },
          },
        ]
      : [],
  withoutInventory,
);
