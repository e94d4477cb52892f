import { compareFields, differing } from '../compare';
import type { MatchRule } from '../match-rule';

/** M3: the declared inventory names the parcel's waybill. */
export const inventoryWaybillMismatch: MatchRule = {
  reason: 'INVENTORY_WAYBILL_MISMATCH',
  check({ waybill, inventory: { declared } }) {
    if (!declared) return [];
    return differing(
      (['logisticsCode', 'logisticsNo'] as const).map((field) =>
        compareFields(
          'INVENTORY_WAYBILL_MISMATCH',
          'text',
          { document: 'inventory', field, value: declared[field] },
          { document: 'waybill', field, value: waybill[field] },
          'The declarant amends the inventory to the waybill that carries the parcel.',
        ),
      ),
    );
  },
};
