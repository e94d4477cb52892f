import { reasonFor } from '../../reasons';
import type { ClearRule } from '../clear-rule';

/** Every line is an item of a bonded book: composed by merchant and itemNo, declared by emsNo and itemRecordNo. */
export const itemNotRecorded: ClearRule = {
  reason: 'ITEM_NOT_RECORDED',
  check({ bundle: { inventory } }) {
    return inventory.lines
      .filter((line) => !line.recorded)
      .map(({ gnum, itemNo, itemRecordNo }) =>
        reasonFor(
          'ITEM_NOT_RECORDED',
          {
            left: inventory.declared
              ? { document: 'inventory', field: 'itemRecordNo', value: itemRecordNo ?? '', gnum }
              : { document: 'order', field: 'itemNo', value: itemNo ?? '', gnum },
          },
          'The warehouse records the item in its bonded book, or the document names the item by its recorded number.',
        ),
      );
  },
};
