import type { Bundle } from '../bundle/bundle';
import { present } from '../documents/present';
import type { Evidence } from '../evidence';
import type { HsRow } from '../reference/reference';

/** What a column of the HS table says of each line's code on the decision's day; lines without a code are left out. */
export function hsEvidence(
  { inventory, reference, day }: Bundle,
  field: string,
  said: (row: HsRow | undefined) => string,
): Evidence[] {
  return inventory.lines.flatMap(({ gcode, gnum }) =>
    present(gcode)
      ? [
          {
            left: { document: 'inventory', field: 'gcode', value: gcode, gnum },
            right: { document: 'HS table', field, value: said(reference.hsRow(gcode, day)) },
          },
        ]
      : [],
  );
}
