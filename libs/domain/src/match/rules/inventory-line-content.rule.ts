import type { InventoryLine, OrderLine } from '../../documents/document';
import { byGnum, gnumOf } from '../../inventory/inventory-view';
import type { Comparison, FieldPair } from '../compare';
import { pairRule, withoutInventory } from '../match-rule';

const FIELDS = [
  ['gname', 'itemName', 'text'],
  ['qty', 'qty', 'quantity'],
  ['unit', 'unit', 'text'],
  ['price', 'price', 'money'],
  ['totalPrice', 'totalPrice', 'money'],
  ['country', 'country', 'text'],
  ['currency', 'currency', 'text'],
] as const satisfies readonly (readonly [keyof InventoryLine, keyof OrderLine, Comparison])[];

/** M8: lines of the same gnum agree; where the counts differ, the gnums that both have are compared. */
export const inventoryLineContent = pairRule(
  'INVENTORY_LINE_CONTENT',
  'The declarant amends the line of the inventory to the line of the order with the same gnum.',
  ({ orderLines, inventory: { declared } }) =>
    // Both sides hold gnum 1..n, so the line of the same gnum stands at the same place.
    declared
      ? byGnum(declared.lines).flatMap((line, index) => {
          const ordered = orderLines[index];
          return ordered ? linePairs(line, ordered) : [];
        })
      : [],
  withoutInventory,
);

function linePairs(declared: InventoryLine, ordered: OrderLine): FieldPair[] {
  const gnum = gnumOf(declared);
  return FIELDS.map(([left, right, comparison]) => ({
    comparison,
    left: { document: 'inventory', field: left, value: declared[left], gnum },
    right: { document: 'order', field: right, value: ordered[right], gnum },
  }));
}
