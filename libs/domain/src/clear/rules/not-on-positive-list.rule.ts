import { reasonFor } from '../../reasons';
import { present } from '../../documents/present';
import type { ClearRule } from '../clear-rule';
import { hsEvidence } from '../hs-evidence';

/** The HS code is on the positive list (正面清单) on the decision's day; a code without a row is not. */
export const notOnPositiveList: ClearRule = {
  reason: 'NOT_ON_POSITIVE_LIST',
  check({ bundle: { inventory, reference, day } }) {
    return inventory.lines.flatMap(({ gcode, gnum }) => {
      if (!present(gcode) || reference.hsRow(gcode, day)?.positiveList === 'yes') return [];
      return [
        reasonFor(
          'NOT_ON_POSITIVE_LIST',
          { left: { document: 'inventory', field: 'gcode', value: gcode, gnum } },
          'The goods enter by general trade, or the declarant corrects the HS code of the item.',
        ),
      ];
    });
  },
  evidence: ({ bundle }) => hsEvidence(bundle, 'positive_list', (row) => row?.positiveList || 'not listed'),
};
