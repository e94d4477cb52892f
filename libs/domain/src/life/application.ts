import { present } from '../documents/present';
import { hasDocuments, type Parcel, type ParcelGroup, parcelOf } from '../parcel/parcel-group';
import type { ApplicationInput, FieldFault } from '../parcel/parcel-input';
import type { ParcelContext, Story } from '../parcel/story';
import { documentReceipt } from '../receipts/receipt';

/**
 * The parcel of an application, by ebpCode and orderNo, or the field by which it is not found: a filled invtNo must be
 * the parcel's.
 */
export function namedParcel(group: ParcelGroup, content: ApplicationInput['content']): Parcel | FieldFault {
  const { ebpCode, invtNo } = content;
  const parcel = parcelOf(group, String(ebpCode));
  if (!hasDocuments(parcel) && parcel.clearances.length === 0) {
    return { field: 'orderNo', why: 'no parcel of this platform has this number' };
  }
  if (present(invtNo) && invtNo !== parcel.invtNo) return { field: 'invtNo', why: "not the parcel's number" };
  return parcel;
}

export function isFault(found: Parcel | FieldFault): found is FieldFault {
  return 'why' in found;
}

export function answerApplication(
  story: Story,
  input: ApplicationInput,
  status: string,
  info: string,
  { now }: ParcelContext,
  invtNo?: string,
): void {
  story.tell(documentReceipt(input.kind, input.content, { status, info, at: now }, invtNo));
}
