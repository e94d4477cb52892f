import { reasonFor } from '../../reasons';
import { present } from '../../documents/present';
import type { ClearRule } from '../clear-rule';
import { hsEvidence } from '../hs-evidence';

/** Goods whose HS row says prohibited never leave the zone as a retail parcel. */
export const goodsProhibited: ClearRule = {
  reason: 'GOODS_PROHIBITED',
  check({ bundle: { inventory, reference, day } }) {
    return inventory.lines.flatMap(({ gcode, gnum }) => {
      if (!present(gcode) || reference.hsRow(gcode, day)?.prohibited !== 'yes') return [];
      return [
        reasonFor(
          'GOODS_PROHIBITED',
          { left: { document: 'inventory', field: 'gcode', value: gcode, gnum } },
          'The merchant takes the goods off sale; the parcel cannot be cleared.',
        ),
      ];
    });
  },
  evidence: ({ bundle }) => hsEvidence(bundle, 'prohibited', (row) => row?.prohibited || 'no'),
};
