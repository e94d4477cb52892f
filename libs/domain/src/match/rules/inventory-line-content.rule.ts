import type { InventoryLine, OrderLine } from '../../documents/document';
import { byGnum, gnumOf } from '../../inventory/inventory-view';
import type { Reason } from '../../reasons';
import { compareFields, differing, type Comparison } from '../compare';
import type { MatchRule } from '../match-rule';

const FIELDS = [
  ['gname', 'itemName', 'text'],
  ['qty', 'qty', 'quantity'],
  ['unit', 'unit', 'text'],
  ['price', 'price', 'money'],
  ['totalPrice', 'totalPrice', 'money'],
  ['country', 'country', 'text'],
  ['currency', 'currency', 'text'],
] as const satisfies readonly (readonly [keyof InventoryLine, keyof OrderLine, Comparison])[];

const REPAIR = 'The declarant amends the line of the inventory to the line of the order with the same gnum.';

/** M8: lines of the same gnum agree; where the counts differ, the gnums that both have are compared. */
export const inventoryLineContent: MatchRule = {
  reason: 'INVENTORY_LINE_CONTENT',
  check({ orderLines, inventory: { declared } }) {
    if (!declared) return [];
    // Both sides hold gnum 1..n, so the line of the same gnum stands at the same place.
    return byGnum(declared.lines).flatMap((line, index) => {
      const ordered = orderLines[index];
      return ordered ? lineDifferences(line, ordered) : [];
    });
  },
};

function lineDifferences(declared: InventoryLine, ordered: OrderLine): Reason[] {
  const gnum = gnumOf(declared);
  return differing(
    FIELDS.map(([left, right, comparison]) =>
      compareFields(
        'INVENTORY_LINE_CONTENT',
        comparison,
        { document: 'inventory', field: left, value: declared[left], gnum },
        { document: 'order', field: right, value: ordered[right], gnum },
        REPAIR,
      ),
    ),
  );
}
