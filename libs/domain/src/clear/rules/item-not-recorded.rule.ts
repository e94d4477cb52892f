import type { InventoryView, InventoryViewLine } from '../../inventory/inventory-view';
import { reasonFor, type Side } from '../../reasons';
import type { ClearRule } from '../clear-rule';

/** Every line is an item of a bonded book: composed by merchant and itemNo, declared by emsNo and itemRecordNo. */
export const itemNotRecorded: ClearRule = {
  reason: 'ITEM_NOT_RECORDED',
  check({ bundle: { inventory } }) {
    return inventory.lines
      .filter((line) => !line.recorded)
      .map((line) =>
        reasonFor(
          'ITEM_NOT_RECORDED',
          { left: itemSide(inventory, line) },
          'The warehouse records the item in its bonded book, or the document names the item by its recorded number.',
        ),
      );
  },
  evidence: ({ bundle: { inventory } }) =>
    inventory.lines.map((line) => ({
      left: itemSide(inventory, line),
      right: { document: 'book', field: 'itemRecordNo', value: recordedAs(line) },
    })),
};

function itemSide({ declared }: InventoryView, { gnum, itemNo, itemRecordNo }: InventoryViewLine): Side {
  return declared
    ? { document: 'inventory', field: 'itemRecordNo', value: itemRecordNo ?? '', gnum }
    : { document: 'order', field: 'itemNo', value: itemNo ?? '', gnum };
}

function recordedAs({ recorded }: InventoryViewLine): string {
  return recorded ? `${recorded.book.emsNo} ${recorded.item.itemRecordNo}` : 'not recorded';
}
