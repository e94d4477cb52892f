import type { RecordOrigin, RefusalReason } from '../stage';
import type { ParcelContext, Story } from '../parcel/story';

/** A record of an officer or a warehouse that says what cannot be: to the dead letters as it came, with its reason. */
export function refuseRecord(
  story: Story,
  origin: RecordOrigin,
  reason: RefusalReason,
  detail: string,
  { now }: ParcelContext,
): void {
  story.tell({ refused: origin, reason, detail, at: now });
}
