import { pairRule, withoutInventory } from '../match-rule';

/** M3: the declared inventory names the parcel's waybill. */
export const inventoryWaybillMismatch = pairRule(
  'INVENTORY_WAYBILL_MISMATCH',
  'The declarant amends the inventory to the waybill that carries the parcel.',
  ({ waybill, inventory: { declared } }) =>
    declared
      ? (['logisticsCode', 'logisticsNo'] as const).map((field) => ({
          comparison: 'text',
          left: { document: 'inventory', field, value: declared[field] },
          right: { document: 'waybill', field, value: waybill[field] },
        }))
      : [],
  withoutInventory,
);
